/** What a page says about the files it takes, and what it is given. */
import { formatterFor } from '../format.ts';
import type { FormErrors, FormProblem } from '../forms.ts';
import type { Language } from '../i18n.ts';
import { type FileKind, nameKinds } from './file-kind.ts';
import { fileSettings } from './install.ts';
import type { Room } from './quota.ts';

export type UploadRules = Readonly<{
  /** Names of the form's file fields. */
  fields: readonly string[];
  accept: readonly FileKind[];
  maxFiles: number;
  /** Of each file, as received. */
  maxBytes: number;
}>;

/** A file that was found to be what it claims. It waits in quarantine and is gone after the request, unless kept. */
export type ReceivedFile = Readonly<{
  field: string;
  name: string;
  kind: FileKind;
  type: string;
  path: string;
  bytes: number;
  /** Of the file as it will be kept: an image is drawn anew. */
  sha256: string;
  /** Of the file as it was sent. */
  receivedSha256: string;
  scan: 'clean' | 'not-scanned';
}>;

export type UploadProblem = FormProblem & Readonly<{ field: string; fileName: string }>;

/** With a problem nothing should be kept: the page is shown again, and a browser sends no file a second time by itself. */
export type Uploads = Readonly<{ accepted: readonly ReceivedFile[]; problem?: UploadProblem }>;

/** The problem beside its field, ready to stand among the other errors of the form. */
export const uploadErrors = ({ problem }: Uploads): FormErrors => (problem ? { [problem.field]: problem } : {});

/** Why a file was not taken. */
export type Refused = Readonly<{ key: FormProblem['key']; field: string; fileName: string }>;

/** The sentence about a refused file, with what would be allowed. */
export function uploadProblem(
  { accept, maxFiles, maxBytes }: UploadRules,
  refused: Refused,
  lang: Language,
): UploadProblem {
  const max = refused.key === 'platform.tooManyFiles' ? maxFiles : formatterFor(lang).bytes(maxBytes);
  return { ...refused, values: { allowed: nameKinds(accept), max } };
}

/** That the person has used up the room for files, beside the field of the file that did not fit. */
export function quotaProblem(
  { used, max }: Room,
  { field, name }: Pick<ReceivedFile, 'field' | 'name'>,
  lang: Language,
): UploadProblem {
  const { bytes } = formatterFor(lang);
  const values = { used: bytes(used), max: bytes(max), count: fileSettings().unusedDays };
  return { key: 'platform.uploadsFull', values, field, fileName: name };
}
