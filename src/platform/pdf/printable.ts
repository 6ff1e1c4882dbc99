/**
 * Text that is going to be printed, read when it is typed: what the bundled fonts lack is written with what they have, as
 * far as that says the same, and the rest is named, so that nobody learns of it when a document is made.
 */
import { bareLine, plainSign, undisguise } from '../text.rules.ts';
import { findUndrawn, isDrawn } from './font.ts';

/** One line as it is printed: plain hyphens and spaces, letters composed, no letter in disguise. Done again it changes nothing. */
export function printable(text: string): string {
  const line = bareLine(text);
  if (/^[ -~]*$/.test(line)) return line;
  return bareLine(Array.from(line, printed).join(''));
}

/** The characters of a printable text that no bundled font draws, each once, with their marks. */
export const findUnprintable = (text: string): readonly string[] => findUndrawn(printable(text));

/** A ligature or a long s reads like its letters, and those can be searched for; a hyphen of any width is one. */
function printed(character: string): string {
  if (/[\u2010-\u2012\u2043\u02D7]/.test(character)) return '-';
  const isKept = /^[ -~]$/.test(character) || (isDrawn(character) && !/[\p{Ll}\p{Lu}\p{Lt}]/u.test(character));
  if (isKept) return character;
  const ways = [undisguise(character), plainSign(character)];
  return ways.find((way) => way !== undefined && findUndrawn(way).length === 0) ?? character;
}
