import type { Types } from 'mongoose';
import { type FileReference, fileReferencePart } from '../../platform/files/index.ts';
import { defineModel, part } from '../../platform/model.ts';
import { date, flag, freeText, id, number, oneOf, text } from '../../platform/stored-fields.ts';
import { type CriterionMark, criterionMark } from '../rubrics/index.ts';
import { type MarkOutcome, markOutcomes } from './marking.rules.ts';
import { type StoredState, submissionStates } from './submission.states.ts';

export type Marks = {
  criteria: CriterionMark[];
  comment: string;
  /** Of the whole rubric; absent when work is returned before every criterion was marked. */
  percent?: number;
  outcome: MarkOutcome;
  by: Types.ObjectId;
  at: Date;
};

/** What was sent at one moment; nothing in it but the marks is ever written again. */
export type Version = {
  /** From 1. */
  n: number;
  receipt: string;
  text: string;
  link?: string;
  files: FileReference[];
  submittedAt: Date;
  late: boolean;
  marks?: Marks;
};

/** Marks that an instructor has begun and not yet given. */
export type Marking = {
  criteria: CriterionMark[];
  comment: string;
  by: Types.ObjectId;
  at: Date;
  /** Counts the savings, so that two markers cannot overwrite each other unseen. */
  revision: number;
};

export type SubmissionRecord = {
  enrolment: Types.ObjectId;
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  assignment: string;
  /** The version whose rubric this work is marked by. */
  curriculum: string;
  state: StoredState;
  draft: { text: string; link?: string; files: FileReference[]; revision: number; savedAt: Date };
  versions: Version[];
  /** How many versions there are. */
  sent: number;
  /** When the latest version was sent. */
  sentAt?: Date;
  marking?: Marking;
};

const marks = part<Marks>({
  criteria: [criterionMark],
  comment: freeText,
  percent: Number,
  outcome: oneOf(markOutcomes),
  by: id,
  at: date,
});

const version = part<Version>({
  n: number,
  receipt: text,
  text: freeText,
  link: String,
  files: [fileReferencePart],
  submittedAt: date,
  late: flag,
  marks,
});

/** One learner's work on one assignment: the draft, every version that was sent, and the marks of each. */
export const SubmissionModel = defineModel<SubmissionRecord>(
  'Submission',
  {
    enrolment: id,
    account: id,
    cohort: id,
    assignment: text,
    curriculum: text,
    state: oneOf(submissionStates.all),
    draft: {
      type: part<SubmissionRecord['draft']>({
        text: freeText,
        link: String,
        files: [fileReferencePart],
        revision: number,
        savedAt: date,
      }),
      required: true,
    },
    versions: [version],
    sent: number,
    sentAt: Date,
    marking: part<Marking>({ criteria: [criterionMark], comment: freeText, by: id, at: date, revision: number }),
  },
  {
    collection: 'submissions',
    indexes: [
      [{ enrolment: 1, assignment: 1 }, { unique: true }],
      [{ cohort: 1, state: 1, sentAt: 1, _id: 1 }],
      [{ 'draft.files.id': 1 }, { sparse: true }],
      [{ 'versions.files.id': 1 }, { sparse: true }],
    ],
  },
);
