/**
 * What people type, as it is read everywhere: what cannot be seen is dropped, what only looks different is folded, and what
 * matters is kept. Pure. Which of the characters a PDF can print, pdf/printable.ts knows.
 */
import { must } from './must.ts';

/** One line break, whatever wrote it: Windows, an old Mac, a word processor. */
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const withOneBreak = (text: string): string => text.replaceAll(lineBreaks, '\n');

/** Needed by their neighbours, or invisible: joiners, variation selectors and the tags of a flag. */
const joining = '\\u200C\\u200D\\uFE00-\\uFE0F\\u180B-\\u180D\\u180F\\u{E0020}-\\u{E007F}\\u{E0100}-\\u{E01EF}';

/**
 * Never seen, wherever it stands: controls, halves of a character, characters that are none, marks of direction, zero
 * widths, soft hyphens, fillers, notes between the lines, and the stand-in for an object that was not pasted with its text.
 */
const invisible = new RegExp(
  `(?![${joining}\\n\\t])[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFC]`,
  'gu',
);

/** Scripts in which a joiner between two letters changes how they are read. */
const joinedScripts =
  'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala ' +
  'Myanmar Khmer Tibetan Balinese Javanese Sundanese';
const joinedLetter = `[\\u064B-\\u0655\\u0670${joinedScripts.replaceAll(/\w+ ?/g, (name) => `\\p{Script=${name.trim()}}`)}]`;

/** The first group is what has a meaning where it stands; what follows it has none. */
const joiners = new RegExp(
  [
    '(\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,16}\\u{E007F}',
    '(?<=\\p{Extended_Pictographic}\\uFE0F?|\\p{Emoji_Modifier})\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
    '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    `(?<=${joinedLetter})[\\u200C\\u200D](?=${joinedLetter})`,
    '(?<=\\p{Script=Mongolian})[\\u180B-\\u180D\\u180F]',
    '(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}])',
    `[${joining}]`,
  ].join('|'),
  'gu',
);
const anyJoiner = new RegExp(`[${joining}]`, 'gu');

/** Every kind of space, and the blank that braille has. */
const spaces = /[\p{Zs}\u2800]/gu;

/**
 * A text as it is kept: emoji, other scripts and line breaks stay; letters are composed (NFC), so that é is one character
 * however it was typed. Done again it changes nothing. At most three times as long as what was typed.
 */
export const cleanText = (text: string): string =>
  withOneBreak(text)
    .replaceAll(invisible, '')
    .replaceAll(joiners, (_all, kept: string | undefined) => kept ?? '')
    .replaceAll(spaces, ' ')
    .normalize('NFC')
    .trim();

/** The same on one line: line breaks, tabs and doubled spaces are one space. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ');

/** One line without joiners, for what is printed or compared: no script that needs them is. */
export const bareLine = (text: string): string => cleanLine(cleanText(text).replaceAll(anyJoiner, ''));

/**
 * Whether a text fits a field of `max`: as the browser counts for maxlength (UTF-16 units, a line break once), or else as
 * it is kept. Composing may make a text longer than it was typed; that is nobody's fault.
 */
export const fits = (text: string, max: number): boolean =>
  text.replaceAll(/\r\n?/g, '\n').length <= max || cleanText(text).length <= max;

/** Raised, lowered and fractional digits: folded they would be other numbers, 2½ would be 21/2. */
const meaningful = /[\u00AA\u00B2\u00B3\u00B9\u00BA\u00BC-\u00BE\u2070-\u209C\u2150-\u215F\u2189\p{Lm}]/u;

/** A character that is another one in disguise (fullwidth, mathematical, ligature …), as that other; else undefined. */
export function undisguise(character: string): string | undefined {
  const plain = character.normalize('NFKC');
  const isDisguise = plain !== character.normalize('NFC') && !/^\s/.test(plain) && !meaningful.test(character);
  return isDisguise ? plain : undefined;
}

/** Of the printable ones only the grave accent is not what it looks like. */
const isAscii = (text: string): boolean => /^[\x20-\x5F\x61-\x7E]*$/.test(text);

const signs: readonly (readonly [RegExp, string])[] = [
  [/[\p{Pd}\u2043\u2212\u02D7\u2796]/u, '-'],
  [/[`´‘’‛′‵ʹʻʼʽʾʿˈˊˋ᾽᾿Ꞌꞌ❛❜＇｀\u055A\u05F3\u07F4\u07F5]/u, "'"],
  [/[“”„‟«»″‶〝-〟˝❝❞＂\u05F4]/u, '"'],
  [/[。｡]/u, '.'],
  [/[、\u060C\u066B]/u, ','],
  [/\u066C/u, '.'],
  [/\u066A/u, '%'],
  [/[⁄∕]/u, '/'],
];

/** A dash, apostrophe, quotation mark, stop or digit of whatever kind, as the one on a keyboard; else undefined. */
export function plainSign(character: string): string | undefined {
  if (isAscii(character)) return undefined;
  if (/\p{Nd}/u.test(character)) return plainDigit(character);
  return signs.find(([kind]) => kind.test(character))?.[1];
}

/** Digits of one kind stand in a row from zero. */
function plainDigit(character: string): string {
  const code = must(character.codePointAt(0), 'the digit');
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/**
 * For what is read by its characters alone, such as numbers, codes, addresses and searches: one line with the dashes,
 * apostrophes, quotation marks, digits and letters of a keyboard. Letters keep their diacritics and their case.
 */
export function plainLine(text: string): string {
  if (isAscii(text)) return cleanLine(text);
  const plain = (character: string) => plainSign(character) ?? undisguise(character) ?? character;
  const folded = Array.from(bareLine(text), (character) => Array.from(plain(character), plain).join('')).join('');
  return bareLine(folded);
}

/** Marks that a hurried typist leaves away: accents, and the vowel signs of Arabic; those of kana make other letters. */
const marks = /(?=\p{M})(?![\u3099\u309A])\p{Script=Inherited}/gu;

/** Letters that have no mark to leave away, and that a keyboard without them writes as others. */
const plainForms: Readonly<Record<string, string>> = Object.fromEntries(
  ['ßss', 'æae', 'œoe', 'øo', 'đd', 'ðd', 'łl', 'þth', 'ħh', 'ıi', 'ŋn', 'ςσ'].map((pair) => [pair[0], pair.slice(1)]),
);
const foldCase = (text: string): string =>
  plainLine(text)
    .normalize('NFKD')
    .replaceAll(marks, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþħıŋς]/g, (character) => plainForms[character] ?? character);

/**
 * A name as it is compared: its letters and digits alone, in small letters without diacritics, so that no apostrophe,
 * hyphen, stop or space makes a difference. '' for a text that has none; that is like nothing.
 */
export const comparable = (name: string): string =>
  foldCase(name)
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '')
    .normalize('NFC');

export const isSameName = (one: string, other: string): boolean =>
  comparable(one) !== '' && comparable(one) === comparable(other);

/** What a hurried typist adds or leaves out. */
const separators = /[\s.,;:!?'"()[\]/\\_-]+/g;

/** Between digits they tell 1,5 from 15; a minus before a number, but no hyphen before one, tells -5 from 5. */
function keepSeparator(run: string, at: number, whole: string): string {
  const [before, after] = [whole.slice(0, at).at(-1) ?? '', whole.charAt(at + run.length)];
  if (!/\d/.test(after)) return '';
  if (/\d/.test(before)) return run;
  const isMinus = run.endsWith('-') && (run !== '-' || !/\p{L}/u.test(before));
  return isMinus ? '-' : '';
}

/** Written out, so that 2½ stays 2 1/2 and 10² stays 10^2. */
const writtenOut = (text: string): string =>
  text
    .replaceAll(/(?<=\d)(?=[\u00BC-\u00BE\u2150-\u215F])/g, ' ')
    .replaceAll(/(?<=\d)(?=[\u00B2\u00B3\u00B9\u2070-\u2079])/g, '^');

/**
 * A short answer as it is compared: without case, accents, spaces, stops, quotation marks and hyphens, with what makes it
 * another answer, such as %, + and the separators within a number. An answer of such signs alone is compared as it is.
 */
export function comparableAnswer(answer: string): string {
  const plain = foldCase(writtenOut(answer)).replaceAll('\u2044', '/');
  return plain.replaceAll(separators, keepSeparator).normalize('NFC') || plainLine(answer);
}
