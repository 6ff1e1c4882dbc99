/**
 * One form for all strings that a language holds equal, near enough to ICU's rules that only rare signs differ: spacing accents,
 * presentation forms of letters, and the kinds of blanks.
 */
/** Languages that hold a letter equal to two others, have another small i, or pass over punctuation. */
const OTHER_LANGUAGES: ReadonlySet<string> = new Set(['az', 'da', 'hu', 'lt', 'nb', 'nn', 'no', 'th', 'tr']);
/** Languages to which an accent never makes a letter of its own. */
const PLAIN_LANGUAGES: ReadonlySet<string> = new Set([
  'de',
  'el',
  'en',
  'fr',
  'he',
  'id',
  'it',
  'ja',
  'jv',
  'ms',
  'nl',
  'pt',
  'ru',
  'su',
  'zh',
]);

/** The form of strings at a strength from 1 to 3; undefined for a language that has none without ICU's sort keys. */
export function foldOf(strength: number, tag: string): ((text: string) => string) | undefined {
  const language = tag.split('-')[0] as string;
  const isOffered = strength === 1 ? PLAIN_LANGUAGES.has(language) : !OTHER_LANGUAGES.has(language);
  return isOffered ? (text) => foldText(text, strength, tag) : undefined;
}

/** Of no weight in any comparison. */
const IGNORED = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]|(?![\t\n\v\f\r])\p{Cc}/gu;
/** Forms that only case tells apart: small kana, and letters at the end of a word in Greek and Hebrew. */
const SMALL = formsOf('ぁぃぅぇぉっゃゅょゎゕゖςךםןףץ', [...'あいうえおつやゆよわかけσכמנפצ']);
/** All marks but those that make another letter of a Cyrillic or Arabic one. */
const MARKS = /(?<!и)\u0306|(?<![اوي])[\u0653-\u0655]|(?![\u0306\u0653-\u0655])\p{M}/gu;
const VARIANTS = formsOf('ßæœøłŀđðħґ‘’‚‛“”„‟', ['ss', 'ae', 'oe', ...'ollddhг', ...`''''""""`]);

function formsOf(letters: string, forms: string[]): { any: RegExp; of: ReadonlyMap<string, string> } {
  return {
    any: new RegExp(`[${letters}]`, 'g'),
    of: new Map([...letters].map((letter, i) => [letter, forms[i] ?? ''])),
  };
}

function foldText(text: string, strength: number, locale: string): string {
  if (strength === 3) return text.normalize('NFD').replace(IGNORED, '');
  const cased = text
    .toLocaleLowerCase(locale)
    .normalize('NFKD')
    .toLocaleLowerCase(locale)
    .replace(IGNORED, '')
    .replace(/[ァ-ヶヽヾ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(SMALL.any, (letter) => SMALL.of.get(letter) as string);
  if (strength === 2) return cased;
  return cased.replace(MARKS, '').replace(VARIANTS.any, (letter) => VARIANTS.of.get(letter) as string);
}
