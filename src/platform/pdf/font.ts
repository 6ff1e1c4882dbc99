/**
 * Noto Sans and Noto Serif, bundled and embedded. The files come cut into subsets by script, so the characters of one
 * line may have to be taken from more than one file: `splitByFont` says which part comes from which.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unwrapWoff } from './woff.ts';

const faceFiles = {
  sans: 'noto-sans/files/noto-sans-{subset}-400-normal',
  sansItalic: 'noto-sans/files/noto-sans-{subset}-400-italic',
  sansBold: 'noto-sans/files/noto-sans-{subset}-600-normal',
  serif: 'noto-serif/files/noto-serif-{subset}-400-normal',
  serifBold: 'noto-serif/files/noto-serif-{subset}-600-normal',
} as const;

const subsets = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'] as const;

export type Face = keyof typeof faceFiles;

/** A piece of text that one font file can draw. `font` names it in the document. */
export type Run = { font: `${Face}/${(typeof subsets)[number]}`; text: string };

/** The text holds characters that none of the bundled fonts can draw. */
export class UnprintableText extends Error {
  constructor(characters: readonly string[]) {
    super(`no bundled font draws ${characters.map((character) => JSON.stringify(character)).join(', ')}`);
    this.name = 'UnprintableText';
  }
}

/**
 * Cuts a text into runs by glyph coverage, keeping a character together with its marks. Characters are composed first (NFC):
 * most characters with marks exist as one glyph, and only few marks do alone.
 * @throws UnprintableText rather than printing an empty box.
 */
export function splitByFont(text: string, face: Face): readonly Run[] {
  const composed = text.normalize('NFC');
  const font = fontFor(composed, face);
  if (font) return [{ font, text: composed }];

  const undrawn = graphemesOf(composed).filter((grapheme) => fontFor(grapheme, face) === undefined);
  if (undrawn.length > 0) throw new UnprintableText([...new Set(undrawn)]);
  return graphemesOf(composed).reduce<Run[]>((runs, grapheme) => addGrapheme(runs, grapheme, face), []);
}

const faces = Object.keys(faceFiles) as Face[];

/** Whether every face has it. What the fonts call a character and draw as nothing, or as a sign of a loss, is none. */
export function isDrawn(grapheme: string): boolean {
  if (/^[ -~]$/.test(grapheme)) return true;
  return !/[\p{C}\uFFFD]/u.test(grapheme) && faces.every((face) => fontFor(grapheme, face) !== undefined);
}

/** The characters that could not be printed in every face, each once, with their marks; see printable.ts for what to ask. */
export function findUndrawn(text: string): readonly string[] {
  return [...new Set(graphemesOf(text.normalize('NFC')))].filter((grapheme) => !isDrawn(grapheme));
}

/** A grapheme stays with the run before it when that font has it. */
function addGrapheme(runs: Run[], grapheme: string, face: Face): Run[] {
  const last = runs.at(-1);
  const font = last && draws(last.font, grapheme) ? last.font : fontFor(grapheme, face);
  if (last && font === last.font) last.text += grapheme;
  else if (font) runs.push({ font, text: grapheme });
  return runs;
}

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });
const graphemesOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** The first font that draws all of it. */
const fontFor = (text: string, face: Face) =>
  subsets.map((subset): Run['font'] => `${face}/${subset}`).find((font) => draws(font, text));

function draws(name: Run['font'], text: string): boolean {
  const { covered } = parseFont(name);
  return Array.from(text).every((character) => covered.has(character.codePointAt(0) ?? 0));
}

type ParsedFont = { font: Font; covered: ReadonlySet<number> };
type OpenedFont = ParsedFont & { shapes: ShapeMemory };

const parsed = new Map<Run['font'], ParsedFont>();
const opened = new Map<Run['font'], OpenedFont>();
const require = createRequire(import.meta.url);

/** Which characters a file has is soon read, and asked for by forms that print nothing. */
function parseFont(name: Run['font']): ParsedFont {
  const known = parsed.get(name);
  if (known) return known;

  const [face, subset] = name.split('/') as [Face, string];
  const file = require.resolve(`@fontsource/${faceFiles[face].replace('{subset}', subset)}.woff`);
  const font = create(unwrapWoff(readFileSync(file)));
  const entry = { font, covered: new Set(font.characterSet) };
  parsed.set(name, entry);
  return entry;
}

/** Making a font ready to draw takes tens of milliseconds, so it is done once, when its first line is drawn. */
export function openFont(name: Run['font']): OpenedFont {
  const known = opened.get(name);
  if (known) return known;

  const { font, covered } = parseFont(name);
  nameGlyphs(font);
  const entry = { font, covered, shapes: rememberShapes(font) };
  opened.set(name, entry);
  return entry;
}

/**
 * fontkit keeps the characters that a glyph was first asked for with, and a glyph that is first met as a part of
 * another (the accent of ì) would have none ever after: the text could be seen, but not copied or read out.
 */
function nameGlyphs(font: Font): void {
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
}

/** Words as pdfkit has shaped them: which glyphs, and where each stands. */
type ShapeMemory = { words: Record<string, unknown> };

const rememberedWords = 4000;

/**
 * Shaping is the dearest step of a document, and pdfkit forgets its words after each. They are kept here for the next
 * one, most of whose words are the same, and dropped when they have become too many.
 */
function rememberShapes(font: Font): ShapeMemory {
  const memory: ShapeMemory = { words: Object.create(null) as Record<string, unknown> };
  const shape = font.layout.bind(font);
  let shaped = 0;
  font.layout = (text, features) => {
    shaped += 1;
    if (shaped % rememberedWords === 0) memory.words = Object.create(null) as Record<string, unknown>;
    return shape(text, features);
  };
  return memory;
}
