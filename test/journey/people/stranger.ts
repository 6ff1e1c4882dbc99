/** Somebody without an account wants to know whether a certificate is genuine. */
import type { Browser } from '../../support/browser.ts';

export async function typeCode(stranger: Browser, kode: string): Promise<void> {
  await stranger.open('/periksa');
  await stranger.submit('/periksa/kode', { kode });
}

export async function upload(stranger: Browser, pdf: Buffer): Promise<void> {
  await stranger.open('/periksa');
  await stranger.submit('/periksa', {}, [
    { field: 'berkas', name: 'sertifikat.pdf', bytes: pdf, type: 'application/pdf' },
  ]);
}

export type Answer = { verdict: string; certificate: Record<string, unknown> };

/** The same address, asked by a program. */
export async function askAsProgram(stranger: Browser, path: string): Promise<Answer> {
  await stranger.open(path, { accept: 'application/json' });
  return JSON.parse(stranger.bytes.toString('utf8')) as Answer;
}

/** The verdict is the first thing on the page. */
export const verdictOf = (stranger: Browser): string => stranger.page.querySelector('main h1 b')!.text.trim();
