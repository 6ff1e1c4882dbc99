import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, flag, id, number, oneOf, text } from '../../platform/stored-fields.ts';
import type { DrawnChoice } from '../questions/index.ts';
import type { Score } from './scoring.rules.ts';

export type AskedQuestion = {
  id: string;
  choices: DrawnChoice[];
  targets: DrawnChoice[];
  value: string[];
  /** Of the answer that is kept; only a higher one replaces it, so a packet that comes late changes nothing. */
  sequence: number;
  savedAt?: Date;
};

export type AttemptRecord = {
  enrolment: Types.ObjectId;
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  /** The slug of the quiz's module. */
  quiz: string;
  /** The version whose questions and key this attempt is scored by. */
  curriculum: string;
  /** From 1. */
  n: number;
  seed: string;
  questions: AskedQuestion[];
  startedAt: Date;
  deadline: Date;
  state: 'open' | 'submitted';
  submittedAt?: Date;
  score?: Score;
};

const drawnChoice = part<DrawnChoice>({ id: text, choice: text });

/** One learner's go at one quiz: what was drawn, what was answered, what it was worth. */
export const AttemptModel = defineModel<AttemptRecord>(
  'Attempt',
  {
    enrolment: id,
    account: id,
    cohort: id,
    quiz: text,
    curriculum: text,
    n: number,
    seed: text,
    questions: [
      part<AskedQuestion>({
        id: text,
        choices: [drawnChoice],
        targets: [drawnChoice],
        value: [String],
        sequence: number,
        savedAt: Date,
      }),
    ],
    startedAt: date,
    deadline: date,
    state: oneOf(['open', 'submitted']),
    submittedAt: Date,
    score: part<Score>({
      earned: number,
      possible: number,
      percent: number,
      passed: flag,
    }),
  },
  {
    collection: 'attempts',
    indexes: [
      [{ enrolment: 1, quiz: 1, n: 1 }, { unique: true }],
      // Two tabs, two devices or two processes share one open attempt.
      [
        { enrolment: 1, quiz: 1, state: 1 },
        { unique: true, partialFilterExpression: { state: 'open' } },
      ],
      [{ cohort: 1 }, { partialFilterExpression: { state: 'open' } }],
      [{ state: 1, deadline: 1, _id: 1 }, { partialFilterExpression: { state: 'open' } }],
    ],
  },
);
