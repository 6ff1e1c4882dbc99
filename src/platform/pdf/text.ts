/** One line of text at a time, placed by its baseline, in whatever fonts its characters need. */
import type { Pdf } from './document.ts';
import { type Face, openFont, type Run, splitByFont } from './font.ts';
import { printable } from './printable.ts';

export type TextStyle = { face: Face; size: number; colour: string; tracking?: number };
export type TextAnchor = { x: number; y: number; width?: number; align?: 'left' | 'centre' | 'right' };

/** The width in points that `drawText` will take. */
export function measureText(document: Pdf, text: string, style: Omit<TextStyle, 'colour'>): number {
  return widthOf(document, runsOf(text, style.face), style);
}

/** What was stored before it was asked for on typing is printed as if it had been. */
const runsOf = (text: string, face: Face): readonly Run[] => splitByFont(printable(text), face);

/**
 * Draws one line with its baseline at `y` (points from the top); `x` is its left end, centre or right end. A line that
 * would be wider than `width` is set smaller.
 */
export function drawText(document: Pdf, text: string, anchor: TextAnchor, style: TextStyle): void {
  const runs = runsOf(text, style.face);
  const { x, size, tracking } = settle(document, runs, anchor, style);
  let left = x;
  document.fillColor(style.colour);
  for (const run of runs) {
    const options = { lineBreak: false, baseline: 'alphabetic', characterSpacing: tracking } as const;
    selectFont(document, run, size).text(run.text, left, anchor.y, options);
    if (runs.length > 1) left += widthOf(document, [run], { size, tracking }) + tracking;
  }
}

type Setting = { size: number; tracking?: number };

/** Where the line begins and how large it is. Most lines need no measuring. */
function settle(document: Pdf, runs: readonly Run[], { x, width, align = 'left' }: TextAnchor, style: Setting) {
  const { size, tracking = 0 } = style;
  if (width === undefined && align === 'left') return { x, size, tracking };
  const natural = widthOf(document, runs, style);
  const scale = Math.min(1, (width ?? natural) / natural);
  const shift = { left: 0, centre: 0.5, right: 1 }[align];
  return { x: x - shift * natural * scale, size: size * scale, tracking: tracking * scale };
}

/** Tracking stands between characters, not after the last. */
function widthOf(document: Pdf, runs: readonly Run[], { size, tracking = 0 }: Setting): number {
  const width = (run: Run) => selectFont(document, run, size).widthOfString(run.text) + tracking * run.text.length;
  return runs.reduce((total, run) => total + width(run), -tracking);
}

/** What pdfkit does not say in its types: the current font, and the memory of the words it has shaped. */
type FontParts = { _font: { layoutCache: object } };

function selectFont(document: Pdf, { font: name }: Run, size: number): Pdf {
  const { font, shapes } = openFont(name);
  // pdfkit takes an opened font as well as a file.
  document.registerFont(name, font as unknown as Uint8Array);
  document.font(name).fontSize(size);
  (document as unknown as FontParts)._font.layoutCache = shapes.words;
  return document;
}

/** Breaks a text at its spaces into lines no wider than `width`; a word that is wider has a line of its own. */
export function wrapText(document: Pdf, text: string, width: number, style: Omit<TextStyle, 'colour'>): string[] {
  const fits = (line: string) => measureText(document, line, style) <= width;
  if (fits(text)) return [text];

  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export type Fit = { face: Face; width: number; largest: number; smallest: number; largestOfTwo: number };
export type FittedText = { lines: readonly string[]; size: number };

/**
 * The size at which a text fits the width: on one line as long as that needs no smaller size than `smallest`, else on
 * two of similar length, and smaller still when even those are too long. It always fits.
 */
export function fitText(document: Pdf, text: string, fit: Fit): FittedText {
  const setIn = (lines: readonly string[], largest: number): FittedText => {
    const widest = Math.max(...lines.map((line) => measureText(document, line, { face: fit.face, size: 1 })));
    return { lines, size: Math.min(largest, fit.width / widest) };
  };
  const oneLine = setIn([text], fit.largest);
  if (oneLine.size >= fit.smallest) return oneLine;
  const twoLines = breaksOf(text).map((lines) => setIn(lines, fit.largestOfTwo));
  return twoLines.reduce((best, next) => (next.size > best.size ? next : best), oneLine);
}

/** Every way to break a text once, at a space. */
function breaksOf(text: string): string[][] {
  const words = text.split(/\s+/).filter(Boolean);
  return words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
}
