/** A note outside the database of how far the audit chain had come: a chain that was cut back contradicts it. */
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ChainHead } from './audit-seal.ts';
import { hasCode } from './key-file.ts';

/** A line has some hundred bytes. */
const mostAnchors = 2000;
const keptWhole = 1000;
const anchorLine = z.object({ at: z.iso.datetime(), seq: z.number().int().positive(), hash: z.string() });

export type Anchor = Readonly<z.infer<typeof anchorLine>>;

export const anchorFile = (dataDirectory: string): string => path.join(dataDirectory, 'audit-anchors.jsonl');

/**
 * Adds a line when the chain has grown: with each seal, so that a chain cut back to any earlier head contradicts the last line.
 * Copy the file elsewhere: then nobody can cut both. Throws when a line that is there is not an anchor.
 */
export async function anchorHead(dataDirectory: string, head: ChainHead, at: Date): Promise<void> {
  const text = await readText(dataDirectory);
  const anchors = parse(text);
  if (anchors.at(-1)?.seq === head.seq) return;
  const anchor = { at: at.toISOString(), seq: head.seq, hash: head.hash };
  if (anchors.length >= mostAnchors) return replaceAll(dataDirectory, [...thinAnchors(anchors, keptWhole), anchor]);
  // A line whose end was lost with the power must not swallow the next one.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  await write(anchorFile(dataDirectory), 'a', start + lineOf(anchor));
}

/**
 * What is kept when there are too many: the newest `newest`, and of those before them the last of each day, besides the ones
 * that the chain fell behind afterwards, because they show that somebody cut it. Pure.
 */
export function thinAnchors(anchors: readonly Anchor[], newest: number): Anchor[] {
  const dayOf = ({ at }: Anchor) => at.slice(0, 10);
  return anchors.filter((anchor, index) => {
    const next = anchors[index + 1];
    if (next === undefined || index >= anchors.length - newest) return true;
    return next.seq <= anchor.seq || dayOf(next) !== dayOf(anchor);
  });
}

const lineOf = (anchor: Anchor) => `${JSON.stringify(anchor)}\n`;

/** Whole or not at all. */
async function replaceAll(dataDirectory: string, anchors: readonly Anchor[]): Promise<void> {
  const file = anchorFile(dataDirectory);
  await write(`${file}.new`, 'w', anchors.map(lineOf).join(''));
  await rename(`${file}.new`, file);
}

async function write(path: string, flags: 'a' | 'w', text: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.appendFile(text);
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
