/**
 * Removing the files that people sent and that nothing refers to: taken out of a draft again, say. A file is marked when
 * that is first noticed and removed when it is still so days later, so a mistake of ours leaves time to notice.
 *
 * A document names a file from the transaction that keeps it, or copies the name from a document that keeps it for good
 * (evidence from a version that was sent). So what nothing names now will not be named again.
 */
import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../audit.ts';
import { now } from '../clock.ts';
import { transaction } from '../database.ts';
import { defineJob, repeatJob } from '../jobs/index.ts';
import { removeBytes } from './bytes.ts';
import { sentByPeople, StoredFileRecord } from './file.model.ts';
import { fileSettings } from './install.ts';
import { findReferred } from './references.ts';

declare module '../jobs/index.ts' {
  interface Jobs {
    'files.sweepUnused': Record<string, never>;
  }
}

const day = 24 * 60 * 60;
const filesAtOnce = 500;

type Sent = Readonly<{ _id: Types.ObjectId; unusedSince?: Date }>;

/** Marks what nothing refers to at `at` and removes what was marked before `until`; returns how many files were removed. */
export async function sweepUnused(at: Date, until: Date): Promise<number> {
  let removed = 0;
  for await (const files of sentFiles()) {
    const referred = await findReferred(files.map(({ _id: id }) => id.toString()));
    const unused = files.filter(({ _id: id }) => !referred.has(id.toString()));
    await mark(files, referred, at);
    for (const { _id, unusedSince } of unused) {
      if (unusedSince && unusedSince <= until && (await remove({ _id, unusedSince }))) removed += 1;
    }
  }
  return removed;
}

async function* sentFiles(): AsyncGenerator<Sent[]> {
  let after: Types.ObjectId | undefined;
  do {
    const found: Sent[] = await StoredFileRecord.find(
      {
        scan: mongoose.trusted({ $in: sentByPeople }),
        ...(after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) }),
      },
      { unusedSince: 1 },
    )
      .sort({ _id: 1 })
      .limit(filesAtOnce)
      .lean();
    if (found.length > 0) yield found;
    after = found.length < filesAtOnce ? undefined : found.at(-1)?._id;
  } while (after !== undefined);
}

/** A mark is taken off again where a document does name the file, as after a restore of older data. */
async function mark(files: readonly Sent[], referred: ReadonlySet<string>, at: Date): Promise<void> {
  const isReferred = ({ _id: id }: Sent) => referred.has(id.toString());
  const fresh = files.filter((file) => !isReferred(file) && file.unusedSince === undefined);
  const wrong = files.filter((file) => isReferred(file) && file.unusedSince !== undefined);
  const change = async (these: readonly Sent[], isMarked: boolean, update: object) => {
    if (these.length === 0) return;
    const ids = mongoose.trusted({ $in: these.map(({ _id: id }) => id) });
    await StoredFileRecord.updateMany({ _id: ids, unusedSince: mongoose.trusted({ $exists: isMarked }) }, update);
  };
  await change(fresh, false, { $set: { unusedSince: at } });
  await change(wrong, true, { $unset: { unusedSince: 1 } });
}

/** First its document, then its bytes: what is left of them by a crash between is swept as bytes that nobody named. */
async function remove({ _id, unusedSince }: Required<Sent>): Promise<boolean> {
  const id = _id.toString();
  const isRemoved = await transaction(async (session) => {
    if ((await findReferred([id], session)).size > 0) return false;
    const { deletedCount } = await StoredFileRecord.deleteOne({ _id, unusedSince }, { session });
    if (deletedCount === 0) return false;
    await recordAudit({ actor: 'system', action: 'files.removeUnused', target: { kind: 'file', id } }, session);
    return true;
  });
  if (isRemoved) await removeBytes([_id]);
  return isRemoved;
}

async function sweep(): Promise<void> {
  const at = now();
  await sweepUnused(at, new Date(at.getTime() - fileSettings().unusedDays * day * 1000));
}

defineJob('files.sweepUnused', { work: sweep, leaseSeconds: 300 });
repeatJob('files.sweepUnused', day);
