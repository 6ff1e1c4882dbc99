/** A note outside the database of how far the audit chain had come: a chain that was cut back contradicts it. */
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ChainHead } from './audit-seal.ts';
import { hasCode } from './key-file.ts';

const leastMilliseconds = 3_600_000;
const anchorLine = z.object({ at: z.iso.datetime(), seq: z.number().int().positive(), hash: z.string() });

export type Anchor = Readonly<z.infer<typeof anchorLine>>;

export const anchorFile = (dataDirectory: string): string => path.join(dataDirectory, 'audit-anchors.jsonl');

/** Adds a line when the chain has grown and the last line is an hour old. Copy the file elsewhere: then nobody can cut both. */
export async function anchorHead(dataDirectory: string, head: ChainHead, at: Date): Promise<void> {
  const last = (await readAnchors(dataDirectory)).at(-1);
  const isDue = last === undefined || at.getTime() - Date.parse(last.at) >= leastMilliseconds;
  if (!isDue || last?.seq === head.seq) return;
  const line = JSON.stringify({ at: at.toISOString(), seq: head.seq, hash: head.hash });
  const file = await open(anchorFile(dataDirectory), 'a', 0o600);
  try {
    await file.appendFile(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The anchors in the order in which they were noted. Throws when a line is not one. */
export async function readAnchors(dataDirectory: string): Promise<Anchor[]> {
  const text = await readFile(anchorFile(dataDirectory), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => anchorLine.parse(JSON.parse(line)));
}
