/** How a leaf of the certificate speaks: Indonesian first, English second in quieter type. */
import { formatterFor } from '../../../platform/format.ts';
import { type Language, translator } from '../../../platform/i18n.ts';
import { decorate, paper, type Pdf, type StructureElement, tag } from '../../../platform/pdf/document.ts';
import { ink } from '../../../platform/pdf/ornament.ts';
import { drawText, measureText, type Place, type TextStyle } from '../../../platform/pdf/text.ts';

/** A page being drawn, and the place in the document's structure where its text is read. */
export type Leaf = { document: Pdf; structure: StructureElement };

/** The text area; ornaments stand outside it. */
export const area = { left: 98, right: paper.width - 98, width: paper.width - 2 * 98 } as const;

export const words = { id: translator('id'), en: translator('en') } as const;
export const dates = { id: formatterFor('id').longDate, en: formatterFor('en').longDate } as const;

/** Draws the parts of one element of the structure, such as the cells of a row. */
export function within({ document, structure }: Leaf, type: string, draw: (leaf: Leaf) => void): void {
  const element = document.struct(type);
  structure.add(element);
  draw({ document, structure: element });
  element.end();
}

/** What the document says in each language. */
export type Said = Readonly<Record<Language, string>>;

type Speech = Place & Omit<TextStyle, 'face' | 'colour'> & Partial<TextStyle> & { as?: string };

/** One line in one language, as an element that a screen reader speaks in that language. */
export function say({ document, structure }: Leaf, language: Language, text: string, speech: Speech): void {
  const { face = language === 'id' ? 'sans' : 'sansItalic', colour = language === 'id' ? ink.black : ink.quiet } =
    speech;
  tag(document, structure, speech.as ?? 'P', { lang: language }, () =>
    drawText(document, text, speech, { ...speech, face, colour }),
  );
}

/** Indonesian, and on the line below it English, one size smaller. */
export function sayBoth(leaf: Leaf, said: Said, speech: Speech & { leading: number }): void {
  const { leading, as: element, face, colour, ...english } = speech;
  say(leaf, 'id', said.id, speech);
  say(leaf, 'en', said.en, { ...english, y: speech.y + leading, size: Math.max(speech.size * 0.84, 7) });
}

/** Indonesian and English on one line. */
export function sayInOneLine(leaf: Leaf, said: Said, speech: Speech): void {
  const width = measureText(leaf.document, said.id, { face: speech.face ?? 'sans', size: speech.size });
  say(leaf, 'id', said.id, speech);
  say(leaf, 'en', said.en, { x: speech.x + width + speech.size * 0.6, y: speech.y, size: speech.size * 0.9 });
}

/** A thin line from one end to the other. */
export function drawRule(
  { document }: Leaf,
  from: number,
  to: number,
  y: number,
  colour: string,
  thickness = 0.6,
): void {
  decorate(document, () => {
    document.lineWidth(thickness).strokeColor(colour).moveTo(from, y).lineTo(to, y).stroke();
  });
}
