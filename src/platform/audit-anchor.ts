/** A note outside the database of how far the audit chain had come: a chain that was cut back contradicts it. */
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ChainHead } from './audit-seal.ts';
import { hasCode } from './key-file.ts';

const leastMilliseconds = 3_600_000;
const anchorLine = z.object({ at: z.iso.datetime(), seq: z.number().int().positive(), hash: z.string() });

export type Anchor = Readonly<z.infer<typeof anchorLine>>;

export const anchorFile = (dataDirectory: string): string => path.join(dataDirectory, 'audit-anchors.jsonl');

/**
 * Adds a line when the chain has grown and the last line is an hour old. Copy the file elsewhere: then nobody can cut both.
 * Throws when a line that is there is not an anchor.
 */
export async function anchorHead(dataDirectory: string, head: ChainHead, at: Date): Promise<void> {
  const text = await readText(dataDirectory);
  const last = parse(text).at(-1);
  const isDue = last === undefined || at.getTime() - Date.parse(last.at) >= leastMilliseconds;
  if (!isDue || last?.seq === head.seq) return;
  // A line whose end was lost with the power must not swallow the next one.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  const line = JSON.stringify({ at: at.toISOString(), seq: head.seq, hash: head.hash });
  const file = await open(anchorFile(dataDirectory), 'a', 0o600);
  try {
    await file.appendFile(`${start}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The anchors in the order in which they were noted. Throws when a line is not one. */
export const readAnchors = async (dataDirectory: string): Promise<Anchor[]> => parse(await readText(dataDirectory));

const readText = (dataDirectory: string): Promise<string> =>
  readFile(anchorFile(dataDirectory), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });

const parse = (text: string): Anchor[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => anchorLine.parse(JSON.parse(line)));

/** Keeps the anchors under another name, beside the file that begins anew with the next one; returns that name. */
export async function setAnchorsAside(dataDirectory: string, at: Date): Promise<string> {
  const aside = path.join(dataDirectory, `audit-anchors.${at.toISOString().replaceAll(':', '')}.jsonl`);
  await rename(anchorFile(dataDirectory), aside);
  return aside;
}
