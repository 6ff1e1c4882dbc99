import { Schema, type Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, oneOf, text } from '../../platform/stored-fields.ts';
import { type EnrolmentState, enrolmentStates } from './enrolment.states.ts';

/** Why a verifier gave somebody a seat who has, or had, one in the programme. */
export type AllowanceRecord = { reason: string; by: Types.ObjectId; at: Date };

export type EnrolmentRecord = {
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  programme: Types.ObjectId;
  /** Absent where the programme asks for no NIB. */
  business?: Types.ObjectId;
  application: Types.ObjectId;
  admittedAt: Date;
  /** When the learner completed the training. */
  completedAt?: Date;
  /** The keyed hash of the NIK: a person is one, whichever account they apply with. */
  person?: string;
  /** The person's one seat in the programme, held by unique indexes; absent from one that was allowed besides. */
  isSole?: boolean;
  allowance?: AllowanceRecord;
  state: EnrolmentState;
};

/** A person's seat in a cohort. */
export const EnrolmentModel = defineModel<EnrolmentRecord>(
  'Enrolment',
  {
    account: id,
    cohort: id,
    programme: id,
    business: Schema.Types.ObjectId,
    application: id,
    admittedAt: date,
    completedAt: Date,
    person: String,
    isSole: Boolean,
    allowance: part<AllowanceRecord>({
      reason: text,
      by: id,
      at: date,
    }),
    state: oneOf(enrolmentStates.all),
  },
  {
    collection: 'enrolments',
    indexes: [
      [{ account: 1, cohort: 1 }, { unique: true }],
      [{ application: 1 }, { unique: true }],
      [{ cohort: 1, state: 1, admittedAt: 1, _id: 1 }],
      [{ programme: 1, state: 1 }],
      [
        { account: 1, programme: 1 },
        { unique: true, partialFilterExpression: { isSole: true, ...enrolmentStates.where('seated') } },
      ],
      [
        { person: 1, programme: 1 },
        {
          unique: true,
          partialFilterExpression: { isSole: true, ...enrolmentStates.where('seated'), person: { $exists: true } },
        },
      ],
    ],
  },
);
