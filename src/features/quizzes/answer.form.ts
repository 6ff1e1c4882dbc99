/** What the page of one question accepts, from a form and from autosave alike. */
import { z } from 'zod';
import { field } from '../../platform/forms.ts';
import { answerField, type DrawnQuestion, type Question } from '../questions/index.ts';

/** Where a learner wants to go once the answer is saved. */
export const directions = ['next', 'previous', 'review'] as const;
export type Direction = (typeof directions)[number];

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
