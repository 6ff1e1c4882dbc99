/**
 * Forms whose files make one thing with what is typed beside them: when something has to be put right, the good files wait
 * on the server for the form, because a browser sends none a second time by itself.
 */
import type { ClientSession } from 'mongoose';
import { isDuplicate, transaction } from '../database.ts';
import { Conflict } from '../errors.ts';
import { type FormProblem, typedValues } from '../forms.ts';
import { changeOne } from '../model.ts';
import { type FileReference, referenceTo } from './file-reference.ts';
import { keepFile } from './store.ts';
import type { ReceivedFile, UploadRules, Uploads } from './upload.ts';
import { WaitingFiles } from './waiting-files.model.ts';

/** Whose form it is and which one: `form` is the same whenever the page with it is shown. */
export type WaitingForm = Readonly<{ account: string; form: string; purpose: string }>;

/** The files of a form as it was sent now: those that wait already and are not taken away, and those that came along. */
export type FormFiles = Readonly<{
  form: WaitingForm;
  removed: readonly string[];
  max: number;
  uploads: Uploads;
  count: number;
}>;

/** The name of the boxes by which waiting files are taken away, in views/partials/waiting-files.ejs. */
export const removeField = 'removeFile';

const days = 7;
const day = 24 * 60 * 60 * 1000;

const keyOf = ({ account, form }: WaitingForm) => `${account} ${form}`;

export async function findWaitingFiles(form: WaitingForm): Promise<FileReference[]> {
  const found = await WaitingFiles.findById(keyOf(form)).lean();
  return (found?.files ?? []).map(referenceTo);
}

/** Of what came along as much is taken as has room beside what waits; a file that waits already is not taken twice. */
export async function gatherFormFiles(
  form: WaitingForm,
  body: unknown,
  received: Uploads,
  { maxFiles: max }: UploadRules,
): Promise<FormFiles> {
  const removed = [typedValues(body)[removeField] ?? []].flat();
  const kept = staying(await findWaitingFiles(form), removed);
  const accepted = received.accepted.filter((one) => !kept.some((other) => isSame(one, other)));
  const uploads = withinRoom({ ...received, accepted }, max - kept.length, (name) => ({
    key: 'platform.noRoomForFile',
    values: { name, max },
  }));
  return { form, removed, max, uploads, count: kept.length + uploads.accepted.length };
}

/** As many of the new files as still have room; the first that has none is named as `problemOf` says it. */
export function withinRoom(uploads: Uploads, room: number, problemOf: (name: string) => FormProblem): Uploads {
  const accepted = uploads.accepted.slice(0, Math.max(0, room));
  const left = uploads.accepted[accepted.length];
  if (!left) return uploads;
  const problem = { ...problemOf(left.name), field: left.field, fileName: left.name };
  return { accepted, problem, furtherProblems: [uploads.problem ?? [], uploads.furtherProblems ?? []].flat() };
}

/** For a form that has to be put right: the good files wait for it, a week from now. Returns all that wait. */
export async function letFilesWait(files: FormFiles, now: Date): Promise<FileReference[]> {
  if (files.uploads.accepted.length === 0 && files.removed.length === 0) return findWaitingFiles(files.form);
  const attempt = () => transaction((session) => write(files, now, session));
  try {
    return await attempt();
  } catch (error) {
    // The same form twice at once: the other one made the document, so this one now meets it.
    if (isDuplicate(error)) return attempt();
    throw error;
  }
}

/** For the transaction that keeps what the form says: all its files, which wait no longer. */
export async function takeFormFiles(files: FormFiles, session: ClientSession): Promise<FileReference[]> {
  const _id = keyOf(files.form);
  const stored = await WaitingFiles.findById(_id).session(session).lean();
  const all = await together(stored?.files ?? [], files, session);
  if (!stored) return all;
  const { deletedCount } = await WaitingFiles.deleteOne({ _id, revision: stored.revision }, { session });
  if (deletedCount === 0) throw new Conflict('platform.changedMeanwhile');
  return all;
}

async function write(files: FormFiles, now: Date, session: ClientSession): Promise<FileReference[]> {
  const _id = keyOf(files.form);
  const stored = await WaitingFiles.findById(_id).session(session).lean();
  const all = await together(stored?.files ?? [], files, session);
  const change = { files: all, until: new Date(now.getTime() + days * day) };
  if (stored) {
    const { revision } = stored;
    await changeOne(WaitingFiles, { _id, revision }, { $set: { ...change, revision: revision + 1 } }, { session });
  } else if (all.length > 0) {
    const fresh = { _id, account: files.form.account, revision: 1, ...change };
    await WaitingFiles.create([fresh], { session });
  }
  return all;
}

/** Throws Conflict when another tab has filled the room meanwhile. */
async function together(
  stored: readonly FileReference[],
  { form, removed, max, uploads }: FormFiles,
  session: ClientSession,
): Promise<FileReference[]> {
  const all = staying(stored, removed).map(referenceTo);
  for (const upload of uploads.accepted.filter((file) => !all.some((other) => isSame(file, other)))) {
    if (all.length === max) throw new Conflict('platform.changedMeanwhile');
    all.push(referenceTo(await keepFile(upload, { owner: form.account, purpose: form.purpose }, session)));
  }
  return all;
}

const staying = (files: readonly FileReference[], removed: readonly string[]) =>
  files.filter(({ id }) => !removed.includes(id));

const isSame = (one: ReceivedFile, other: FileReference) => one.receivedSha256 === other.receivedSha256;
