import { type Types, Schema } from 'mongoose';
import { defineModel } from '../model.ts';

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
    _id: { type: String, required: true },
    account: { type: Schema.Types.ObjectId, required: true },
    form: { type: String, required: true },
    until: { type: Date, required: true },
  },
  {
    collection: 'kept_forms',
    indexes: [[{ account: 1, until: -1, _id: -1 }], [{ until: 1 }, { expireAfterSeconds: 0 }]],
  },
);
