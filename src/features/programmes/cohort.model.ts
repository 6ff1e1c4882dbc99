import type { Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, id, number, oneOf, text } from '../../platform/stored-fields.ts';
import { cohortStates, type CohortState } from './cohort.states.ts';
import { completionPart, eligibilityPart } from './programme.model.ts';
import type { CompletionRules, EligibilityRules } from './programme.rules.ts';

export type CohortRecord = {
  programme: Types.ObjectId;
  /** Region code of the city. */
  city: string;
  body: Types.ObjectId;
  centre: Types.ObjectId;
  number: number;
  name: string;
  startsOn: Date;
  endsOn: Date;
  applicationsUntil: Date;
  examOn: Date;
  seats: number;
  seatsLeft: number;
  /** Versions of the course and of the scheme, and the rules: as they were when the cohort was made, for good. */
  curriculum: string;
  scheme: string;
  eligibility: EligibilityRules;
  completion: CompletionRules;
  state: CohortState;
  /** When its applications were closed, or it was ended; absent once that was taken back. */
  movedAt?: Date;
};

/** One semester of a programme at one training centre. */
export const CohortModel = defineModel<CohortRecord>(
  'Cohort',
  {
    programme: id,
    city: text,
    body: id,
    centre: id,
    number,
    name: text,
    startsOn: date,
    endsOn: date,
    applicationsUntil: date,
    examOn: date,
    seats: { ...number, min: 1 },
    seatsLeft: { ...number, min: 0 },
    curriculum: text,
    scheme: text,
    eligibility: { type: eligibilityPart, required: true },
    completion: { type: completionPart, required: true },
    state: oneOf(cohortStates.all),
    movedAt: Date,
  },
  {
    collection: 'cohorts',
    indexes: [
      [{ programme: 1, number: 1 }, { unique: true }],
      [{ state: 1, applicationsUntil: 1, _id: 1 }],
      [{ centre: 1, startsOn: -1, _id: -1 }],
    ],
  },
);
