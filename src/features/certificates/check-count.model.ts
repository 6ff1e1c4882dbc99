import { defineModel } from '../../platform/model.ts';
import { number, text } from '../../platform/stored-fields.ts';

export type CheckCountRecord = { certificate: string; /** 2026-12-04 in WIB */ day: string; count: number };

/** How often a certificate was checked on a day. Who checked it is not kept. */
export const CheckCount = defineModel<CheckCountRecord>(
  'CertificateCheckCount',
  {
    certificate: text,
    day: text,
    count: number,
  },
  { collection: 'certificate_checks', indexes: [[{ certificate: 1, day: -1 }, { unique: true }]] },
);
