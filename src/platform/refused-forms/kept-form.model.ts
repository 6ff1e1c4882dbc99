import type { Types } from 'mongoose';
import { defineModel } from '../model.ts';
import { date, id, text } from '../stored-fields.ts';

/** A form that came without a session, until its person has signed in again. */
export type KeptFormRecord = Readonly<{
  /** The hash of the token that opens it. */
  _id: string;
  account: Types.ObjectId;
  /** Encrypted: it may hold anything that people type, identity numbers among it. */
  form: string;
  until: Date;
}>;

export const KeptForm = defineModel<KeptFormRecord>(
  'KeptForm',
  {
    _id: text,
    account: id,
    form: text,
    until: date,
  },
  {
    collection: 'kept_forms',
    indexes: [[{ account: 1, until: -1, _id: -1 }], [{ until: 1 }, { expireAfterSeconds: 0 }]],
  },
);
