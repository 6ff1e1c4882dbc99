import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, number, text, texts } from '../../platform/stored-fields.ts';
import type { Licence } from './registration.rules.ts';

export type AssessorRecord = {
  account: Types.ObjectId;
  /** The certification body whose register this is. */
  body: Types.ObjectId;
  /** As `MET.000.001668 2012`. */
  registration: string;
  licence: Licence;
  /** Slugs of the certification schemes in the licence's scope. */
  schemes: string[];
  /** How many cases at once. */
  capacity: number;
  /** Cases on the desk now; counted here so that two routings at once cannot exceed the capacity. */
  load: number;
  lastAssignedAt?: Date;
  /** Counts the changes, so that two people who edit at once cannot overwrite each other. */
  revision: number;
};

const whole = { ...number, min: 0 } as const;

/** An entry of the register: an account that may examine, for what and until when. */
export const AssessorModel = defineModel<AssessorRecord>(
  'Assessor',
  {
    account: id,
    body: id,
    registration: text,
    licence: { type: part<Licence>({ from: date, until: date }), required: true },
    schemes: texts,
    capacity: whole,
    load: whole,
    lastAssignedAt: Date,
    revision: whole,
  },
  {
    collection: 'assessors',
    indexes: [
      [{ account: 1 }, { unique: true }],
      [{ registration: 1 }, { unique: true }],
      [{ body: 1, 'licence.until': 1, _id: 1 }],
    ],
  },
);
