/** What a page says about the files it takes, and what it is given. */
import { formatterFor } from '../format.ts';
import type { FormErrors, FormProblem } from '../forms.ts';
import { type Language, translator } from '../i18n.ts';
import { acceptAttribute, type FileKind, isImage, mostBytesOf, nameKinds } from './file-kind.ts';
import { fileSettings } from './install.ts';
import type { Room } from './quota.ts';

export type UploadRules = Readonly<{
  /** Names of the form's file fields. */
  fields: readonly [string, ...string[]];
  accept: readonly FileKind[];
  maxFiles: number;
  /** Of each document, as received; for pictures and recordings see `mostBytesOf`. */
  maxBytes: number;
  /** The file is only compared with one of ours and never kept or opened, so what it would do when opened is no matter. */
  isOnlyCompared?: true;
}>;

/** A file that was found to be one of the kinds. It waits in quarantine and is gone after the request, unless kept. */
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

/** With a problem the page is shown again, and what was good is kept: a browser sends no file a second time by itself. */
export type Uploads = Readonly<{
  accepted: readonly ReceivedFile[];
  problem?: UploadProblem;
  /** Those of the other files that were refused. */
  furtherProblems?: readonly UploadProblem[];
}>;

/** The problems beside their field, ready to stand among the other errors of the form; views/partials/upload.ejs shows all. */
export const uploadErrors = ({ problem, furtherProblems = [] }: Uploads): FormErrors =>
  Object.fromEntries(
    [problem ?? [], furtherProblems]
      .flat()
      .map((one, index) => [index === 0 ? one.field : `${one.field}--${index + 1}`, one]),
  );

export type RefusalKey = FormProblem['key'] & `platform.${string}`;

/** Why a file was not taken. */
export type Refused = Readonly<{ key: RefusalKey; field: string; fileName: string; kinds?: readonly FileKind[] }>;

const longestName = 60;

/** As a sentence shows it: names of photos sent on by messengers are long. */
const shorten = (name: string) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);

/** The sentence about a refused file, with its name and what would be allowed. */
export function uploadProblem(rules: UploadRules, refused: Refused, lang: Language): UploadProblem {
  const { key, field, fileName, kinds = [] } = refused;
  const { accept, maxFiles } = rules;
  const mostBytes = Math.max(...(kinds.length > 0 ? kinds : accept).map((kind) => mostBytesOf(kind, rules)));
  const max = key === 'platform.tooManyFiles' ? maxFiles : formatterFor(lang).bytes(mostBytes);
  const name = shorten(fileName) || translator(lang)('platform.thisFile');
  return { key, field, fileName, values: { name, allowed: nameKinds(accept), max } };
}

/** That the person has used up the room for files, beside the field of the file that did not fit. */
export function quotaProblem(
  { used, max }: Room,
  { field, name }: Pick<ReceivedFile, 'field' | 'name'>,
  lang: Language,
): UploadProblem {
  const { bytes } = formatterFor(lang);
  const values = { name: shorten(name), used: bytes(used), max: bytes(max), count: fileSettings().unusedDays };
  return { key: 'platform.uploadsFull', values, field, fileName: name };
}

export type UploadField = Readonly<{ hint: string; accept: string; script: string }>;

/**
 * What views/partials/upload.ejs shows before anything is chosen: the kinds, each with its limit. `script` is the same for
 * public/js/uploads.js, with the sentences that this server would say.
 */
export function uploadField(rules: UploadRules, lang: Language): UploadField {
  const kinds = Object.fromEntries(rules.accept.map((kind) => [kind, mostBytesOf(kind, rules)]));
  const script = JSON.stringify({ kinds, most: rules.maxFiles, lang, says: sentencesFor(rules, lang) });
  return { hint: hintFor(rules, lang), accept: acceptAttribute(rules.accept), script };
}

function hintFor(rules: UploadRules, lang: Language): string {
  const [t, f] = [translator(lang), formatterFor(lang)];
  const sizes = new Set(rules.accept.map((kind) => mostBytesOf(kind, rules)));
  const parts = [...sizes].map((most) => {
    const types = nameKinds(rules.accept.filter((kind) => mostBytesOf(kind, rules) === most));
    return t('platform.kindsUpTo', { types, size: f.bytes(most) });
  });
  return [`${parts.join('; ')}.`, ...(rules.accept.some(isImage) ? [t('platform.phonePhotoIsFine')] : [])].join(' ');
}

function sentencesFor({ accept }: UploadRules, lang: Language) {
  const t = translator(lang);
  const open = { name: '{name}', max: '{max}', allowed: nameKinds(accept) };
  return {
    tooLarge: t('platform.fileTooLarge', open),
    kind: t('platform.fileTypeNotAllowed', open),
    empty: t('platform.fileEmpty', open),
    tooMany: t('platform.tooManyFiles', open),
    heic: t('platform.fileHeic', open),
    preparing: t('platform.filePreparing', open),
    sending: t('platform.filesSending', { percent: '{percent}', done: '{done}', all: '{all}' }),
    checking: t('platform.filesChecking'),
    lost: t('platform.filesLost'),
  };
}
