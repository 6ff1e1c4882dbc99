/**
 * Whether a hint, which is shown while a question may still be asked again, says the answer. It finds what is written
 * down: the accepted word, the value, the words that only the right option has, a pair in one sentence, items in order.
 * What a reader can work out from a hint is for a reader to judge. Pure.
 */
import { known, must } from '../../platform/must.ts';
import { comparableAnswer, plainLine } from '../../platform/text.rules.ts';
import type { QuestionFile } from './quiz.content.ts';

export type ToldKey = Readonly<{ path: readonly PropertyKey[]; message: string }>;
type Of<Type extends QuestionFile['type']> = Extract<QuestionFile, { type: Type }>;

/** Each hint of the question that says its answer, with where it stands in the file. */
export function findToldKeys(question: QuestionFile, situation = ''): ToldKey[] {
  const asked = `${situation} ${question.prompt}`;
  const tells = tellerOf(question, asked);
  return hintsOf(question).flatMap(({ path, text }) => {
    const told = tells(text);
    return told === undefined ? [] : [{ path, message: `says the answer: ${told}` }];
  });
}

/** What a learner reads before the key: the question's hint, and what is said of a wrong option that was chosen alone. */
function hintsOf(question: QuestionFile): readonly { path: readonly PropertyKey[]; text: string }[] {
  const hint = { path: ['feedback', 'hint'], text: question.feedback.hint };
  if (question.type !== 'single') return [hint];
  const ofOptions = question.options.flatMap(({ correct, feedback }, place) =>
    correct || feedback === undefined ? [] : [{ path: ['options', place, 'feedback'], text: feedback }],
  );
  return [hint, ...ofOptions];
}

type Teller = (hint: string) => string | undefined;

function tellerOf(question: QuestionFile, asked: string): Teller {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return tellsOption(question, asked);
    case 'numeric':
      return tellsNumber(question, asked);
    case 'short_text':
      return (hint) => question.accept.find((accepted) => saysWord(hint, accepted));
    case 'matching':
      return tellsPair(question);
    case 'ordering':
      return tellsOrder(question);
  }
}

const emptyWords = new Set(
  'yang dan di ke dari untuk pada dengan atau adalah itu ini tidak oleh dalam agar bila jika karena lalu serta para'.split(
    ' ',
  ),
);
const allWords = (text: string): string[] =>
  plainLine(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];
const wordsOf = (text: string): string[] => allWords(text).filter((word) => !emptyWords.has(word));

/** The words of each text that none of the others has. */
function ownWords(texts: readonly string[], common: string): string[][] {
  const shared = new Set(wordsOf(common));
  return texts.map((text, place) => {
    const others = new Set(texts.flatMap((other, index) => (index === place ? [] : wordsOf(other))));
    return [...new Set(wordsOf(text))].filter((word) => !others.has(word) && !shared.has(word));
  });
}

/** A hint that leaves one word out has said the rest. */
const enough = 2 / 3;

function holds(text: string, words: readonly string[]): boolean {
  const there = new Set(wordsOf(text));
  return words.length > 0 && words.filter((word) => there.has(word)).length >= words.length * enough;
}

function tellsOption({ options }: Of<'single' | 'multiple'>, asked: string): Teller {
  const own = ownWords(
    options.map(({ text }) => text),
    asked,
  );
  const right = options.flatMap(({ correct, text }, place) =>
    correct ? [{ text, own: must(own[place], 'the words of an option') }] : [],
  );
  return (hint) => right.find((option) => holds(hint, option.own))?.text;
}

/** Runs of words, since an answer may be written in several. */
function saysWord(hint: string, accepted: string): boolean {
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

const numberWords = 'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'.split(' ');

/** 1.250,5 and 1250,5 and 12.5, wherever they can be read as that. */
function readings(written: string): number[] {
  const asIndonesian = written.replaceAll('.', '').replace(',', '.');
  return [Number(asIndonesian), Number(written.replaceAll(',', ''))].filter((value) => !Number.isNaN(value));
}

/** A number that the question itself names tells nothing. */
function tellsNumber({ answer: { value, tolerance } }: Of<'numeric'>, asked: string): Teller {
  const isKey = (number: number) => Math.abs(number - value) <= tolerance + Math.abs(value) * 1e-9;
  const numbersIn = (text: string) => [
    ...(plainLine(text).match(/\d+(?:[.,]\d+)*/g) ?? []).flatMap(readings),
    ...allWords(text).flatMap((word) => (numberWords.includes(word) ? [numberWords.indexOf(word)] : [])),
  ];
  const isAsked = numbersIn(asked).some(isKey);
  return (hint) => (!isAsked && numbersIn(hint).some(isKey) ? String(value) : undefined);
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.;:!?])\s+|,\s+/);

function tellsPair({ pairs, prompt }: Of<'matching'>): Teller {
  const lefts = ownWords([...new Set(pairs.map(({ left }) => left))], prompt);
  const rights = [...new Set(pairs.map(({ right }) => right))];
  const ownOfRight = new Map(ownWords(rights, prompt).map((own, place) => [must(rights[place], 'a right side'), own]));
  return (hint) => {
    const told = pairs.find(({ right }, place) =>
      sentencesOf(hint).some(
        (sentence) =>
          holds(sentence, must(lefts[place], 'the words of a left side')) && holds(sentence, known(ownOfRight, right)),
      ),
    );
    return told && `${told.left} – ${told.right}`;
  };
}

const leastInOrder = 3;

function tellsOrder({ items }: Of<'ordering'>): Teller {
  return (hint) => {
    const words = wordsOf(hint);
    const places = items
      .map(wordsOf)
      .filter((item) => item.every((word) => words.includes(word)))
      .map(([first = '']) => words.indexOf(first));
    const isInOrder = places.every((place, index) => place > (places[index - 1] ?? -Infinity));
    return places.length >= leastInOrder && isInOrder ? 'items in their order' : undefined;
  };
}
