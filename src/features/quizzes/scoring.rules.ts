/** When an answer is right, and what an attempt is worth. Pure. */
import { must } from '../../platform/must.ts';
import { comparableAnswer } from '../../platform/text.rules.ts';
import type { AnswerKey, Question, Quiz, RightAnswer } from '../courses/index.ts';
import type { DrawnChoice, DrawnQuestion } from './draw.rules.ts';
import { readNumber } from '../questions/index.ts';

/**
 * What was given, by type: the ids of the ticked options; the text of a number or word; for each left side the id of its
 * right side; for each item its position from 1. Empty texts stand for what is still open.
 */
export type Value = readonly string[];
export type AnsweredQuestion = DrawnQuestion & Readonly<{ value: Value }>;
export type Score = { earned: number; possible: number; percent: number; passed: boolean };

/** Whether nothing of the answer is still open. */
export const isAnswered = (value: Value): boolean => value.length > 0 && value.every((part) => part !== '');

/**
 * All or nothing for each type: an option too many is as wrong as one too few, so ticking everything never helps, and
 * a wrong answer costs nothing. `unit` is what a number is asked for in.
 */
export function isRight(question: AnsweredQuestion, right: RightAnswer, unit = ''): boolean {
  const { value, choices, targets } = question;
  if (!isAnswered(value)) return false;
  const [first = ''] = value;
  switch (right.type) {
    case 'single':
    case 'multiple':
      return sameSet(
        value.map((id) => choiceOf(choices, id)),
        right.options,
      );
    case 'numeric':
      return isWithin(readNumber(first, unit), right);
    case 'matching':
      return choices.every(({ choice }, place) => choiceOf(targets, value[place]) === right.pairs[choice]);
    case 'ordering':
      return right.order.every(
        (item, place) => value[choices.findIndex(({ choice }) => choice === item)] === String(place + 1),
      );
    case 'short_text':
      return right.accept.some((accepted) => comparableAnswer(accepted) === comparableAnswer(first));
  }
}

/** What a number is asked for in; '' for what is no number. */
export const unitOf = (question: Question | undefined): string => (question?.type === 'numeric' ? question.unit : '');

const choiceOf = (choices: readonly DrawnChoice[], id: string | undefined) =>
  choices.find((choice) => choice.id === id)?.choice;

const sameSet = (given: readonly (string | undefined)[], right: readonly string[]): boolean =>
  new Set(given).size === right.length && right.every((option) => given.includes(option));

/** Half a millionth of the value is the most that writing a number in binary can move it. */
const isWithin = (number: number | undefined, { value, tolerance }: { value: number; tolerance: number }): boolean =>
  number !== undefined && Math.abs(number - value) <= tolerance + Math.max(1, Math.abs(value)) * 5e-10;

/** Passing is decided on the exact share; the percentage shown is rounded down, so that 69,9 never reads as 70. */
export function scoreAttempt(quiz: Quiz, key: AnswerKey, asked: readonly AnsweredQuestion[]): Score {
  const questionOf = new Map(quiz.questions.map((question) => [question.id, question]));
  const sum = (questions: readonly AnsweredQuestion[]) =>
    questions.reduce((total, { id }) => total + (questionOf.get(id)?.points ?? 0), 0);
  const possible = sum(asked);
  const earned = sum(
    asked.filter((question) =>
      isRight(question, must(key[question.id], `the key of ${question.id}`).right, unitOf(questionOf.get(question.id))),
    ),
  );
  const percent = possible === 0 ? 0 : Math.floor((earned * 100) / possible);
  return { earned, possible, percent, passed: possible > 0 && earned * 100 >= quiz.passPercent * possible };
}
