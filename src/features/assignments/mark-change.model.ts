import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, freeText, frozen, frozenId, number, oneOf } from '../../platform/stored-fields.ts';
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

const given = part<MarksAsGiven>({
  criteria: [criterionMark],
  comment: freeText,
});

/** Every mark that was ever put on a work: who, when, what before, what after, and the comment that says why. */
export const MarkChange = defineModel<MarkChangeRecord>(
  'MarkChange',
  {
    submission: frozenId,
    enrolment: frozenId,
    version: { ...number, ...frozen },
    kind: { ...oneOf(['saved', ...markOutcomes]), ...frozen },
    by: frozenId,
    at: { ...date, ...frozen },
    before: given,
    after: { type: given, required: true },
  },
  { collection: 'markChanges', indexes: [[{ submission: 1, at: -1, _id: -1 }], [{ enrolment: 1, by: 1 }]] },
);
