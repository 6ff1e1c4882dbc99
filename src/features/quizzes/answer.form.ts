/** What the page of one question accepts, from a form and from autosave alike. */
import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { cleanLine, fits } from '../../platform/text.rules.ts';
import type { Question } from '../courses/index.ts';
import type { DrawnQuestion } from './draw.rules.ts';
import { readNumber } from '../questions/index.ts';

/** Where a learner wants to go once the answer is saved. */
export const directions = ['next', 'previous', 'review'] as const;
export type Direction = (typeof directions)[number];

const longest = { numeric: 40, short_text: 200 } as const;

/**
 * Nothing given is a valid answer: it is saved as open. While somebody is still choosing, autosave keeps what is there: of
 * an order in which two have the same position for the moment nothing is wrong yet.
 */
export const answerForm = (question: Question, drawn: DrawnQuestion, { isDraft = false } = {}) =>
  z.strictObject({
    answer: answerField(question, drawn, isDraft),
    sequence: field.whole(1, 1_000_000_000),
    to: z.enum(directions).default('next'),
  });

function answerField(question: Question, { choices, targets }: DrawnQuestion, isDraft: boolean) {
  const given = field.several();
  const names = choices.map(({ id }) => id);
  switch (question.type) {
    case 'single':
      return given.refine((ids) => ids.length <= 1 && areOf(names, ids), problem('platform.chooseOne'));
    case 'multiple':
      return given.refine((ids) => areOf(names, ids), problem('platform.chooseOne'));
    case 'matching':
      return eachOf(
        given,
        choices.length,
        targets.map(({ id }) => id),
      );
    case 'ordering':
      return eachOf(
        given,
        choices.length,
        choices.map((_choice, place) => String(place + 1)),
      ).refine((positions) => isDraft || !hasPositionTwice(positions), problem('quizzes.positionTwice'));
    case 'numeric':
    case 'short_text':
      return oneText(given, question);
  }
}

/** An order in which two have the same place cannot be right, and is not finished. */
export const hasPositionTwice = (positions: readonly string[]): boolean =>
  !areDifferent(positions.filter((position) => position !== ''));

const areDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;
const areOf = (known: readonly string[], texts: readonly string[]) =>
  areDifferent(texts) && texts.every((text) => known.includes(text));

type Several = ReturnType<typeof field.several>;

/** A select for each part, '' where nothing is chosen yet. */
const eachOf = (given: Several, parts: number, known: readonly string[]) =>
  given
    .refine((texts) => texts.length === parts || texts.length === 0, problem('platform.chooseOne'))
    .refine((texts) => texts.every((text) => text === '' || known.includes(text)), problem('platform.chooseOne'))
    .transform((texts) => (texts.some((text) => text !== '') ? texts : []));

const oneText = (given: Several, asked: Extract<Question, { type: keyof typeof longest }>) =>
  given
    .refine(
      (texts) => texts.length <= 1 && texts.every((text) => fits(text, longest[asked.type])),
      problem('platform.tooLong', { max: longest[asked.type] }),
    )
    .transform((texts) => texts.map(cleanLine).filter((text) => text !== ''))
    .refine(
      ([text]) => asked.type !== 'numeric' || text === undefined || readNumber(text, asked.unit) !== undefined,
      problem('quizzes.numberExpected'),
    );
