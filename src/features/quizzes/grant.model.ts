import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

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

const id = { type: Schema.Types.ObjectId, required: true, immutable: true } as const;

/** One more attempt at a quiz, beyond those that everybody has. */
export const QuizGrant = defineModel<QuizGrantRecord>(
  'QuizGrant',
  {
    enrolment: id,
    quiz: { type: String, required: true, immutable: true },
    n: { type: Number, required: true, immutable: true },
    by: id,
    at: { type: Date, required: true, immutable: true },
    reason: { type: String, required: true, immutable: true },
  },
  { collection: 'quizGrants', indexes: [[{ enrolment: 1, quiz: 1, n: 1 }, { unique: true }]] },
);
