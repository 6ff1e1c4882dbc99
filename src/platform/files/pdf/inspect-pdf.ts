/**
 * What a PDF would do when it is opened. It is not taken when a password locks it, or when it holds programs, other files,
 * or actions that start by themselves; links, outlines and forms to fill in are what documents have.
 *
 * Nothing is followed as a reader would: every byte is looked at, wherever the file's own directory says that things are,
 * so nothing can be hidden from us that a reader still finds.
 */
import { readFile } from 'node:fs/promises';
import type { RefusalKey } from '../upload.ts';
import { holdsVirusTest } from '../virus-test.ts';
import { type Decryption, findDecryption } from './encryption.ts';
import { Actions, isActive } from './active-content.ts';
import type { Unpacked } from '../unpack.ts';
import { decode } from './filters.ts';
import { partsOf, plainNames, type PdfStream } from './parts.ts';

type Finding = Extract<
  RefusalKey,
  | 'platform.pdfLocked'
  | 'platform.pdfActive'
  | 'platform.pdfUnreadable'
  | 'platform.fileInfected'
  | 'platform.fileContentMismatch'
>;

/** Of all streams of one file together, unpacked: more is no document but a trap. */
const mostUnpacked = 64_000_000;
/** Of a stream that is no list of objects only the beginning is looked at: it is drawn and does nothing. */
const lookedAt = 1_000_000;

let lastTurn: Promise<unknown> = Promise.resolve();

/** Undefined when nothing speaks against it. One at a time, for the memory. */
export function inspectPdf(file: string): Promise<Finding | undefined> {
  const turn = lastTurn.then(async () => inspect(await readFile(file)));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

export async function inspect(pdf: Buffer): Promise<Finding | undefined> {
  if (!isWhole(pdf)) return 'platform.fileContentMismatch';
  const { text, streams } = partsOf(pdf);
  const decryption = findDecryption(text, pdf);
  if (decryption === 'locked') return 'platform.pdfLocked';
  if (isActive(plainNames(pdf), text)) return 'platform.pdfActive';
  const actions = new Actions();
  actions.addObjects(text);
  const finding = await inspectStreams(streams, decryption, actions);
  return finding ?? (actions.startByThemselves() ? 'platform.pdfActive' : undefined);
}

/** It has an end, and is no archive at the same time, which programs read from its end. */
function isWhole(pdf: Buffer): boolean {
  const endOfArchive = pdf.subarray(-66_000).includes('PK\u0005\u0006', 0, 'latin1');
  return pdf.subarray(-1024).includes('%%EOF') && !endOfArchive;
}

async function inspectStreams(
  streams: readonly PdfStream[],
  decryption: Decryption | undefined,
  actions: Actions,
): Promise<Finding | undefined> {
  let budget = mostUnpacked;
  for (const stream of streams) {
    if (stream.isPicture) continue;
    const most = stream.holdsObjects ? budget : Math.min(budget, lookedAt);
    const readings = await read(stream, decryption, most);
    if (readings.some(({ bytes }) => holdsVirusTest(bytes))) return 'platform.fileInfected';
    budget -= Math.max(0, ...readings.map(({ bytes }) => bytes.length));
    if (!stream.holdsObjects) continue;
    if (!readings.some(({ isWhole: isAll }) => isAll)) return 'platform.pdfUnreadable';
    for (const { bytes } of readings) {
      const text = plainNames(bytes);
      if (isActive(text, text)) return 'platform.pdfActive';
      actions.addPacked(bytes, stream);
    }
  }
  return undefined;
}

/** As it stands, and as it reads when it is decrypted: which of the two a reader takes is not for us to guess. */
async function read(stream: PdfStream, decryption: Decryption | undefined, most: number): Promise<Unpacked[]> {
  const plain = await decode(stream.bytes, stream.filters, most);
  if (!decryption) return [plain];
  const decrypted = await decode(decryption(stream.bytes, stream.id), stream.filters, most);
  return [plain, decrypted];
}
