import { defineModel } from '../../platform/model.ts';

export type CheckCountRecord = { certificate: string; /** 2026-12-04 in WIB */ day: string; count: number };

/** How often a certificate was checked on a day. Who checked it is not kept. */
export const CheckCount = defineModel<CheckCountRecord>(
  'CertificateCheckCount',
  {
    certificate: { type: String, required: true },
    day: { type: String, required: true },
    count: { type: Number, required: true },
  },
  { collection: 'certificate_checks', indexes: [[{ certificate: 1, day: -1 }, { unique: true }]] },
);
