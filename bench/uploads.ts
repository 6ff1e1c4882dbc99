/**
 * npm run bench:uploads: what files cost. For each: the most memory the server took, what is kept, and how long it is on a
 * line of 100 KB a second, as it is and as a phone with JavaScript sends it. Needs Linux.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { demoPassword } from '../src/commands/demo/people.ts';
import { aRecording } from '../test/platform/office-samples.ts';
import { Browser } from '../test/support/browser.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { takePhone } from '../test/support/phone.ts';
import { startServer } from './server.ts';

const bytesPerSecond = 100_000;
const inSeconds = (bytes: number) => Math.round(bytes / bytesPerSecond);
const inMegabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
const learner = 'muhammad.iqbal@demo.layar.example';

/** A picture as a camera makes it: it does not pack well. */
const taken = (width: number, height: number) =>
  sharp({
    create: {
      width: Math.ceil(width / 8),
      height: Math.ceil(height / 8),
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  }).resize(width, height, { kernel: 'cubic' });

const clear = { width: 3400, height: 800, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;

const samples: readonly (readonly [name: string, make: () => Promise<Buffer>])[] = [
  ['photo of 12 MP.jpg', () => taken(4000, 3000).jpeg({ quality: 92 }).toBuffer()],
  ['photo of 108 MP.jpg', () => taken(12_000, 9000).jpeg({ quality: 85 }).toBuffer()],
  ['screenshot 1080 × 14000.png', () => taken(1080, 14_000).png({ palette: true }).toBuffer()],
  ['see-through.png', () => sharp({ create: clear }).png({ compressionLevel: 0 }).toBuffer()],
  ['film of 60 MB.mp4', async () => aRecording(['vide', 'soun'], 59_999_000)],
];

const directory = await mkdtemp(path.join(os.tmpdir(), 'layar-bench-'));
const server = await startServer(['node', 'dist/demo.js'], { DATA_DIR: directory, PORT: '0', NODE_ENV: 'production' });
try {
  await server.settle();
  const chromium = await launchChromium();
  const phone = await takePhone(chromium, server.address, true);
  const browser = await new Browser(server.address).open('/masuk');
  await browser.submit('/masuk', { contact: learner, password: demoPassword });
  const kelas = /href="(\/kelas\/\w+)"/.exec((await browser.open('/beranda')).html)![1]!;
  const cookies = browser.cookie.split('; ').map((one) => one.split(/=(.*)/));
  await phone.page
    .context()
    .addCookies(cookies.map(([one = '', value = '']) => ({ name: one, value, url: server.address })));
  console.table(await measureAll(`${kelas}/tugas/m08-a1`, browser, phone.page));
  await chromium.close();
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measureAll(page: string, browser: Browser, tab: Awaited<ReturnType<typeof takePhone>>['page']) {
  const rows = [];
  for (const [name, make] of samples) {
    const bytes = await make();
    const file = path.join(directory, name);
    await writeFile(file, bytes);
    await tab.goto(server.address + page);
    await tab.setInputFiles('[name=files]', file);
    const lines = tab.locator('.chosen li');
    await lines.first().waitFor();
    await lines.filter({ hasText: 'disiapkan' }).waitFor({ state: 'detached' });
    const sent = await tab.evaluate<number>("document.querySelector('[name=files]').files[0]?.size ?? 0");
    rows.push({ name, ...(await measure(page, browser, { name, bytes })), 'seconds with JavaScript': inSeconds(sent) });
  }
  return rows;
}

/** In kilobytes: what the process holds now, and the most it has held since it was last asked to forget that. */
function memory(): { now: number; most: number } {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]);
  return { now: read('VmRSS'), most: read('VmHWM') };
}

async function measure(page: string, browser: Browser, { name, bytes }: { name: string; bytes: Buffer }) {
  await browser.open(page);
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  const { now } = memory();
  const started = Date.now();
  await browser.submit('/draf', { text: name }, [{ field: 'files', name, bytes }]);
  const milliseconds = Date.now() - started;
  const { most } = memory();
  const kept = browser.page.querySelector('.tasks .file small')?.text.split(' · ')[0];
  const remove = browser.page.querySelector('button[name=remove]')?.getAttribute('value');
  if (remove) await browser.submit('/draf', { remove });
  return {
    'MB sent': inMegabytes(bytes.length),
    kept: kept ?? browser.page.querySelector('.drop .error')?.text ?? browser.status,
    'MB of memory at most': Math.round(most / 1000),
    'MB more than before': Math.round((most - now) / 1000),
    'server ms': milliseconds,
    'seconds at 100 KB/s': inSeconds(bytes.length),
  };
}
