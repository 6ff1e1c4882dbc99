import { Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, id, text } from '../../platform/stored-fields.ts';

/** A new e-mail address that waits to be proved; an account has one at most. The code is there once its letter is. */
export type ContactChangeRecord = {
  _id: Types.ObjectId;
  email: string;
  /** Keyed: six digits are soon tried out by whoever steals the database. */
  codeHash?: string;
  /** Until when the code may be typed; the change is forgotten then. */
  expiresAt: Date;
};

export const ContactChange = defineModel<ContactChangeRecord>(
  'ContactChange',
  {
    /** The account's. */
    _id: id,
    email: text,
    codeHash: String,
    expiresAt: date,
  },
  { collection: 'contact_changes', indexes: [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]] },
);
