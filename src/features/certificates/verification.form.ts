import type { UploadRules } from '../../platform/files/index.ts';
import type { FormErrors } from '../../platform/forms.ts';
import { codeLength, normaliseCode } from './code.rules.ts';

/** Several times what a certificate takes. */
export const pdfRules: UploadRules = { fields: ['berkas'], accept: ['pdf'], maxFiles: 1, maxBytes: 1_000_000 };

/** What is wrong with a code that can be none: how many characters it has, and how many it should have. */
export function codeErrors(typed: string): FormErrors {
  const { length } = normaliseCode(typed);
  const values = { length, expected: codeLength };
  return { kode: { key: length === 0 ? 'platform.required' : 'certificates.codeWrong', values } };
}
