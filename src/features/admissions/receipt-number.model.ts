import { defineModel } from '../../platform/model.ts';

/** The last number given in a year; `_id` is the year. */
export const ReceiptCounter = defineModel<{ _id: string; last: number }>(
  'ReceiptCounter',
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'receipt_counters' },
);
