import type { Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { id, text } from '../../platform/stored-fields.ts';

export type BusinessRecord = {
  /** The account that registered it. */
  owner: Types.ObjectId;
  name: string;
  /** Encrypted; `nibIndex` is its keyed hash. */
  nib: string;
  nibIndex: string;
  address: string;
  district: string;
};

/** A business with a NIB that a verifier found right. It is counted on its own, because a programme may have a target of businesses. */
export const BusinessModel = defineModel<BusinessRecord>(
  'Business',
  {
    owner: id,
    name: text,
    nib: text,
    nibIndex: text,
    address: text,
    district: text,
  },
  { collection: 'businesses', indexes: [[{ nibIndex: 1 }, { unique: true }], [{ owner: 1 }]] },
);
