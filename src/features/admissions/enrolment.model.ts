import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

export const enrolmentStates = ['active', 'withdrawn'] as const;

export type EnrolmentRecord = {
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  programme: Types.ObjectId;
  /** Absent where the programme asks for no NIB. */
  business?: Types.ObjectId;
  application: Types.ObjectId;
  admittedAt: Date;
  state: (typeof enrolmentStates)[number];
};

const id = { type: Schema.Types.ObjectId, required: true } as const;

/** A person's seat in a cohort. */
export const EnrolmentModel = defineModel<EnrolmentRecord>(
  'Enrolment',
  {
    account: id,
    cohort: id,
    programme: id,
    business: Schema.Types.ObjectId,
    application: id,
    admittedAt: { type: Date, required: true },
    state: { type: String, required: true, enum: enrolmentStates },
  },
  {
    collection: 'enrolments',
    indexes: [
      [{ account: 1, cohort: 1 }, { unique: true }],
      [{ application: 1 }, { unique: true }],
      [{ cohort: 1, state: 1, admittedAt: 1 }],
      [{ programme: 1, state: 1 }],
    ],
  },
);
