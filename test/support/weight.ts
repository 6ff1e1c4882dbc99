/** What a phone that has never been here downloads for one page, counted as it comes over the line, headers included. */
import type { Page } from 'playwright-core';

const kinds = { Document: 'html', Stylesheet: 'css', Script: 'js' } as const;

export type Weight = Record<'html' | 'css' | 'js' | 'all' | 'requests', number>;

/** Bytes of each kind, and how many requests there were. Throws when the page does not answer as every page has to. */
export async function weigh(page: Page, path: string): Promise<Weight> {
  const line = await page.context().newCDPSession(page);
  const kindOf = new Map<string, string>();
  const weight: Weight = { html: 0, css: 0, js: 0, all: 0, requests: 0 };
  line.on('Network.responseReceived', ({ requestId, type }) => kindOf.set(requestId, type));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds[kindOf.get(requestId) as keyof typeof kinds];
    if (kind) weight[kind] += encodedDataLength;
    weight.all += encodedDataLength;
    weight.requests += 1;
  });
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  const answer = await page.goto(path, { waitUntil: 'load' });
  await line.detach();
  if (answer?.status() !== 200) throw new Error(`${path} answers ${answer?.status()}`);
  if (Math.min(weight.html, weight.css, weight.js) === 0) throw new Error(`${path} came without some of its parts`);
  return weight;
}
