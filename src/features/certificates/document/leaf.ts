/** How a leaf of the certificate speaks: Indonesian first, English second in quieter type. */
import { formatterFor } from '../../../platform/format.ts';
import { type Bilingual, type Language, type StringKey, translator, type Values } from '../../../platform/i18n.ts';
import {
  decorate,
  paper,
  type Pdf,
  type StructureElement,
  tag,
  type TagOptions,
} from '../../../platform/pdf/document.ts';
import { ink } from '../../../platform/pdf/ornament.ts';
import { drawText, measureText, type TextAnchor, type TextStyle } from '../../../platform/pdf/text.ts';

/** A page being drawn, and the place in the document's structure where its text is read. */
export type Leaf = { document: Pdf; structure: StructureElement };

/** The text area; ornaments stand outside it. */
export const area = { left: 98, right: paper.width - 98, width: paper.width - 2 * 98 } as const;

/** What the document says, in both languages. */
export const wordsFor = (key: StringKey, values?: Values): Bilingual => ({
  id: translator('id')(key, values),
  en: translator('en')(key, values),
});

/** A day in WIB, in both languages: 4 Desember 2026, 4 December 2026. */
export const dayOf = (date: Date): Bilingual => ({
  id: formatterFor('id').longDate(date),
  en: formatterFor('en').longDate(date),
});

/** What a heading cell heads: all of ours stand above a column. */
const scopeOf = (type: string | undefined): TagOptions => (type === 'TH' ? { scope: 'Column' } : {});

/** Draws the parts of one element of the structure, such as the cells of a row. */
export function within({ document, structure }: Leaf, type: string, draw: (leaf: Leaf) => void): void {
  const element = document.struct(type, scopeOf(type));
  structure.add(element);
  draw({ document, structure: element });
  element.end();
}

/** `as` is the element of the structure: a heading, a table cell, or else a paragraph. */
type Voice = Partial<TextStyle> & { size: number; as?: 'H1' | 'H2' | 'TH' | 'TD' };

const voices = {
  id: { face: 'sans', colour: ink.black },
  en: { face: 'sansItalic', colour: ink.quiet },
} as const;

/** One line in one language, as an element that a screen reader speaks in that language. */
export function say(
  { document, structure }: Leaf,
  language: Language,
  text: string,
  anchor: TextAnchor,
  voice: Voice,
): void {
  const draw = () => drawText(document, text, anchor, { ...voices[language], ...voice });
  tag(document, structure, voice.as ?? 'P', { lang: language, ...scopeOf(voice.as) }, draw);
}

/** Indonesian, and smaller English on the line below. The voice is that of the Indonesian. */
export function sayBoth(leaf: Leaf, said: Bilingual, anchor: TextAnchor, voice: Voice): void {
  say(leaf, 'id', said.id, anchor, voice);
  const below = { ...anchor, y: anchor.y + voice.size * 1.2 };
  say(leaf, 'en', said.en, below, { size: Math.max(voice.size * 0.84, 7) });
}

/** Indonesian and English on one line. */
export function sayInOneLine(leaf: Leaf, said: Bilingual, anchor: TextAnchor, voice: Voice): void {
  const width = measureText(leaf.document, said.id, { ...voices.id, ...voice });
  say(leaf, 'id', said.id, anchor, voice);
  say(leaf, 'en', said.en, { x: anchor.x + width + voice.size * 0.6, y: anchor.y }, { size: voice.size * 0.9 });
}

type Rule = { from: number; to: number; y: number; colour?: string; thickness?: number };

export function drawRule({ document }: Leaf, { from, to, y, colour = ink.line, thickness = 0.6 }: Rule): void {
  decorate(document, () => {
    document.lineWidth(thickness).strokeColor(colour).moveTo(from, y).lineTo(to, y).stroke();
  });
}
