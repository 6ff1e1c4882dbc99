/** A PDF taken apart: the text of its objects, and its streams, each from one keyword to the next. */
import { type PdfDictionary, PdfName, readValue } from './values.ts';

export type PdfStream = Readonly<{
  /** Number and generation of the object that it is. */
  id: readonly [number: number, generation: number];
  bytes: Buffer;
  /** Undefined when they are named in a way that we do not follow. */
  filters: readonly string[] | undefined;
  /** Other objects are packed into it, the first of them at `first`. */
  holdsObjects: boolean;
  first: number;
  isPicture: boolean;
  /** Its keyword stands otherwise than it should, and each reader finds another beginning. */
  isOdd: boolean;
}>;

/** `#4A` in a name is the letter J. */
export const plainNames = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll(/#([\da-f]{2})/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

/** All but what stands in streams is `text`, with plain names. */
export function partsOf(pdf: Buffer): { text: string; streams: PdfStream[] } {
  const texts: string[] = [];
  const streams: PdfStream[] = [];
  let from = 0;
  for (let begin = nextStream(pdf, 0); begin >= 0; begin = nextStream(pdf, from)) {
    const text = plainNames(pdf.subarray(from, begin));
    texts.push(text);
    const lineBreak = lineBreakAt(pdf, begin + 'stream'.length);
    const start = begin + 'stream'.length + lineBreak;
    const end = pdf.indexOf('endstream', start);
    const bytes = pdf.subarray(start, end < 0 ? pdf.length : end);
    streams.push(describe(text, bytes, lineBreak === 0));
    from = start + bytes.length;
  }
  texts.push(plainNames(pdf.subarray(from)));
  return { text: texts.join('\n'), streams };
}

/** The keyword itself, not the end of `endstream` nor a word in a sentence: a line break follows it, or a dictionary comes before. */
function nextStream(pdf: Buffer, from: number): number {
  for (let at = pdf.indexOf('stream', from); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const before = pdf.toString('latin1', Math.max(0, at - 20), at);
    if (before.endsWith('end')) continue;
    if (lineBreakAt(pdf, at + 6) > 0 || />>[\0\t\n\f\r ]*$|[\r\n]$/.test(before)) return at;
  }
  return -1;
}

function lineBreakAt(pdf: Buffer, at: number): number {
  if (pdf[at] === 0x0d) return pdf[at + 1] === 0x0a ? 2 : 1;
  return pdf[at] === 0x0a ? 1 : 0;
}

const longestDictionary = 100_000;

function describe(before: string, bytes: Buffer, isOdd: boolean): PdfStream {
  const head = before.slice(-longestDictionary);
  const object = [...head.matchAll(/(\d{1,10})\s+(\d{1,5})\s+obj\b/g)].at(-1);
  const opened = head.indexOf('<<', object?.index ?? 0);
  const value = opened < 0 ? undefined : readValue(head, opened);
  const dictionary: PdfDictionary = value instanceof Map ? value : new Map();
  const is = (key: string, name: string) => (dictionary.get(key) as PdfName | undefined)?.name === name;
  const filters = filtersIn(dictionary);
  return {
    id: [Number(object?.[1] ?? 0), Number(object?.[2] ?? 0)],
    bytes,
    filters,
    // Where its dictionary begins can be made to look otherwise, and the type may stand behind a reference.
    holdsObjects: /\/ObjStm\b/.test(before) || dictionary.has('First'),
    first: Number(dictionary.get('First') ?? 0) || 0,
    isPicture: is('Subtype', 'Image') || (filters?.at(-1) ?? '').startsWith('DCT'),
    isOdd,
  };
}

function filtersIn(dictionary: PdfDictionary): string[] | undefined {
  const given = dictionary.get('Filter') ?? dictionary.get('F') ?? [];
  const all = Array.isArray(given) ? given : [given];
  if (dictionary.has('DecodeParms') && hasPredictor(dictionary.get('DecodeParms'))) return undefined;
  return all.every((one) => one instanceof PdfName) ? all.map(({ name }) => name) : undefined;
}

const hasPredictor = (parameters: unknown): boolean =>
  [parameters].flat().some((one) => one instanceof Map && Number(one.get('Predictor') ?? 1) > 1);
