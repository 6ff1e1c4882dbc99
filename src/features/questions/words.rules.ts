/** The words of a hint and of what it must not say. Pure. */
import { comparableAnswer, plainLine } from '../../platform/text.rules.ts';

const emptyWords = new Set(
  'yang dan di ke dari untuk pada dengan atau adalah itu ini tidak oleh dalam agar bila jika karena lalu serta para'.split(
    ' ',
  ),
);
export const allWords = (text: string): string[] =>
  plainLine(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];
export const wordsOf = (text: string): string[] => allWords(text).filter((word) => !emptyWords.has(word));

/** The words of each text that none of the others has. */
export function ownWords(texts: readonly string[], common: string): string[][] {
  const shared = new Set(wordsOf(common));
  return texts.map((text, own) => {
    const others = new Set(texts.flatMap((other, index) => (index === own ? [] : wordsOf(other))));
    return [...new Set(wordsOf(text))].filter((word) => !others.has(word) && !shared.has(word));
  });
}

/** A hint that leaves one word out has said the rest. */
const enough = 2 / 3;

export function holds(text: string, words: readonly string[]): boolean {
  const there = new Set(wordsOf(text));
  return words.length > 0 && words.filter((word) => there.has(word)).length >= words.length * enough;
}

/** Runs of words, since an answer may be written in several. */
export function saysWord(hint: string, accepted: string): boolean {
  const words = allWords(hint);
  const wanted = comparableAnswer(accepted);
  // A word may be written with stops between its letters.
  const longest = Math.max(allWords(accepted).length, accepted.length);
  return words.some((_word, from) =>
    Array.from({ length: longest }, (_, more) => words.slice(from, from + more + 1).join(' ')).some(
      (run) => comparableAnswer(run) === wanted,
    ),
  );
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.;:!?])\s+|,\s+/);
