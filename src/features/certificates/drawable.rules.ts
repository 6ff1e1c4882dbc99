/**
 * A text of a paper that was stored before typed text was checked. Arrows become dashes and ornaments are left out; a
 * letter is never guessed, so what remains undrawable is for a person to spell.
 */
import { findUnprintable, printable } from '../../platform/pdf/printable.ts';

export type Drawable = Readonly<{
  text: string;
  /** The letters that no bundled font draws, each once; empty when the text can be printed. */
  missing: readonly string[];
}>;

/** What stands for a sign that is not drawn. Signs of arithmetic and money mean something, so they stay. */
const plainForms: readonly (readonly [RegExp, string])[] = [
  [/^[\u2190-\u21FF\u27A1\u27F0-\u27FF\u2900-\u297F\u2B05-\u2B0D]\uFE0F?$/u, '–'],
  [/^[\p{So}\p{Sk}\p{Cf}\p{Co}\p{Cn}\uFE0E\uFE0F\u20E3\p{Extended_Pictographic}]+$/u, ''],
];

/** What turns a digit into a key. */
const attachments = /[\uFE0E\uFE0F\u20E3]/gu;

export function makeDrawable(stored: string): Drawable {
  const odd = findUnprintable(stored);
  const plain = odd.reduce((text, letter) => text.replaceAll(letter, plainFormOf(letter)), printable(stored));
  const text = printable(plain);
  // Nothing but ornaments: then they are what has to be put into words.
  return text === '' && odd.length > 0 ? { text: stored, missing: odd } : { text, missing: findUnprintable(text) };
}

function plainFormOf(letter: string): string {
  const bare = letter.replaceAll(attachments, '');
  if (bare !== '' && findUnprintable(bare).length === 0) return bare;
  return plainForms.find(([form]) => form.test(letter))?.[1] ?? letter;
}
