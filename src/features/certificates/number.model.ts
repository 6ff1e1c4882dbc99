import { defineModel } from '../../platform/model.ts';

/** The last number given in a series; `_id` is the series, such as LYR-2026. */
export const CertificateCounter = defineModel<{ _id: string; last: number }>(
  'CertificateCounter',
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'certificate_counters' },
);
