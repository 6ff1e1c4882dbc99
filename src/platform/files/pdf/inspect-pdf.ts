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
const lookedAtOfPicture = 4000;

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
    if (stream.holdsObjects && stream.isOdd) return 'platform.pdfUnreadable';
    let readings = await read(stream, decryption, Math.min(budget, stream.isPicture ? lookedAtOfPicture : lookedAt));
    if (readings.some(({ bytes }) => holdsVirusTest(bytes))) return 'platform.fileInfected';
    const holdsObjects = stream.holdsObjects || readings.some(beginsAsObjects);
    if (holdsObjects) readings = await read(stream, decryption, budget);
    budget -= Math.max(0, ...readings.map(({ bytes }) => bytes.length));
    if (!holdsObjects) continue;
    const finding = inspectObjects(readings, stream, actions);
    if (finding) return finding;
  }
  return undefined;
}

function inspectObjects(readings: readonly Unpacked[], stream: PdfStream, actions: Actions): Finding | undefined {
  const objects = readings.filter((one) => one.bytes.length === 0 || beginsAsObjects(one));
  if (!objects.some(({ isWhole: isAll }) => isAll)) return 'platform.pdfUnreadable';
  for (const { bytes } of objects) {
    if (holdsVirusTest(bytes)) return 'platform.fileInfected';
    const text = plainNames(bytes);
    if (isActive(text, text)) return 'platform.pdfActive';
    actions.addPacked(bytes, stream);
  }
  return undefined;
}

/** A list of objects is known by its beginning, numbers and offsets, whatever its dictionary says. */
const beginsAsObjects = ({ bytes }: Unpacked): boolean =>
  /^(?:[\0\t\n\f\r ]|%[^\r\n]{0,200}[\r\n])*\d{1,10}[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]/.test(
    bytes.toString('latin1', 0, 1000),
  );

/**
 * As its dictionary says, as what packs nearly every stream, and each as it reads when it is decrypted: which of them a
 * reader takes is not for us to guess.
 */
async function read(stream: PdfStream, decryption: Decryption | undefined, most: number): Promise<Unpacked[]> {
  const filters = [stream.filters, ...(stream.filters?.join() === 'FlateDecode' ? [] : [['FlateDecode']])];
  const bytes = [stream.bytes, ...(decryption ? [decryption(stream.bytes, stream.id)] : [])];
  return Promise.all(bytes.flatMap((one) => filters.map((filter) => decode(one, filter, most))));
}
