import type { UploadRules } from '../../platform/files/index.ts';
import type { FormErrors } from '../../platform/forms.ts';
import { codeLength, type Sought } from './code.rules.ts';

/** Several times what a certificate takes. */
export const pdfRules: UploadRules = {
  fields: ['berkas'],
  accept: ['pdf'],
  maxFiles: 1,
  maxBytes: 1_000_000,
  isOnlyCompared: true,
};

const problems = {
  empty: 'platform.required',
  address: 'certificates.addressWithoutCode',
  code: 'certificates.codeWrong',
} as const;

/** What to do about a text that holds neither code nor number, and how many characters it has and should have. */
export const codeErrors = ({ is, length }: Extract<Sought, { by: 'nothing' }>): FormErrors => ({
  kode: { key: problems[is], values: { length, expected: codeLength } },
});
