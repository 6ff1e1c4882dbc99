import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, flag, frozen, frozenId, number, oneOf } from '../../platform/stored-fields.ts';
import { type PartName, parts } from './completion.rules.ts';

export type PartRecord = { part: PartName; met: boolean; have: number; need: number };

export type CompletionRecord = {
  enrolment: Types.ObjectId;
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  programme: Types.ObjectId;
  decidedAt: Date;
  /** The facts of each part at that moment; they stand, whatever is corrected later. */
  facts: PartRecord[];
};

const partRecord = part<PartRecord>({
  part: oneOf(parts),
  met: flag,
  have: number,
  need: number,
});

/** That a learner has completed the programme. One a learner, for good. */
export const CompletionModel = defineModel<CompletionRecord>(
  'Completion',
  {
    enrolment: frozenId,
    account: frozenId,
    cohort: frozenId,
    programme: frozenId,
    decidedAt: { ...date, ...frozen },
    facts: { type: [partRecord], required: true },
  },
  {
    collection: 'completions',
    indexes: [[{ enrolment: 1 }, { unique: true }], [{ cohort: 1 }], [{ programme: 1 }]],
  },
);

export type StandingRecord = {
  enrolment: Types.ObjectId;
  cohort: Types.ObjectId;
  account: Types.ObjectId;
  parts: PartRecord[];
  /** Of the lessons, quizzes and assignments that completion asks for, from 0 to 1. */
  share: number;
  /** By which measure: when it changes, a migration measures the shares again. */
  measure: number;
  isComplete: boolean;
  /** When the learner last read a lesson, or sent a quiz or a work. */
  lastActivityAt?: Date;
  /** When the facts were read. */
  readAt: Date;
};

/** How far each learner is, kept up to date by events, so that the list of a large cohort is read in its order. */
export const StandingModel = defineModel<StandingRecord>(
  'Standing',
  {
    enrolment: frozenId,
    cohort: frozenId,
    account: frozenId,
    parts: { type: [partRecord], required: true },
    share: number,
    measure: number,
    isComplete: flag,
    lastActivityAt: Date,
    readAt: date,
  },
  {
    collection: 'standings',
    indexes: [[{ enrolment: 1 }, { unique: true }], [{ cohort: 1, share: 1, _id: 1 }]],
  },
);
