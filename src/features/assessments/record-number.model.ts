import { defineModel } from '../../platform/model.ts';

/** The last number given in a series; `_id` is the series, such as UK-2026. */
export const RecordCounter = defineModel<{ _id: string; last: number }>(
  'AssessmentCounter',
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'assessment_counters' },
);
