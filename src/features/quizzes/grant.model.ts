import type { Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, frozen, frozenId, number, text } from '../../platform/stored-fields.ts';

export type QuizGrantRecord = {
  enrolment: Types.ObjectId;
  /** The slug of the quiz's module. */
  quiz: string;
  /** Which attempt it allows: two instructors who press at once mean the same one. */
  n: number;
  by: Types.ObjectId;
  at: Date;
  /** Why; the learner reads it. */
  reason: string;
};

/** One more attempt at a quiz, beyond those that everybody has. */
export const QuizGrant = defineModel<QuizGrantRecord>(
  'QuizGrant',
  {
    enrolment: frozenId,
    quiz: { ...text, ...frozen },
    n: { ...number, ...frozen },
    by: frozenId,
    at: { ...date, ...frozen },
    reason: { ...text, ...frozen },
  },
  { collection: 'quizGrants', indexes: [[{ enrolment: 1, quiz: 1, n: 1 }, { unique: true }]] },
);
