import { Schema, type Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { type CriterionMark, criterionMark } from '../rubrics/index.ts';
import { markOutcomes, type MarkOutcome } from './marking.rules.ts';

export type MarkChangeKind = 'saved' | MarkOutcome;
type MarksAsGiven = { criteria: CriterionMark[]; comment: string };

export type MarkChangeRecord = {
  submission: Types.ObjectId;
  enrolment: Types.ObjectId;
  version: number;
  kind: MarkChangeKind;
  by: Types.ObjectId;
  at: Date;
  /** What stood there until then; absent for the first marks of a version. */
  before?: MarksAsGiven;
  after: MarksAsGiven;
};

const id = { type: Schema.Types.ObjectId, required: true, immutable: true } as const;
const given = part<MarksAsGiven>({
  criteria: [criterionMark],
  comment: { type: String, default: '' },
});

/** Every mark that was ever put on a work: who, when, what before, what after, and the comment that says why. */
export const MarkChange = defineModel<MarkChangeRecord>(
  'MarkChange',
  {
    submission: id,
    enrolment: id,
    version: { type: Number, required: true, immutable: true },
    kind: { type: String, enum: ['saved', ...markOutcomes], required: true, immutable: true },
    by: id,
    at: { type: Date, required: true, immutable: true },
    before: given,
    after: { type: given, required: true },
  },
  { collection: 'markChanges', indexes: [[{ submission: 1, at: -1, _id: -1 }], [{ enrolment: 1, by: 1 }]] },
);
