/** Certificates that wait: kept and told of when an attempt fails, let go when one succeeds. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { enqueue, retryJobOf } from '../../platform/jobs/index.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { findPerson, writeToHolders } from '../accounts/index.ts';
import { type AssessmentCase, findCase } from '../assessments/index.ts';
import { CertificateModel } from './certificate.model.ts';
import { latestOfCase, orderOn } from './certificate.service.ts';
import { letters } from './certificates.mail.ts';
import { CertificateHeld, type HoldCause } from './held.rules.ts';
import { type BlockedRecord, type HeldRecord, HeldModel } from './held.model.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'certificates.issue': { case: string; number: string };
  }
}

type Ids = 'case' | 'account' | 'body';
export type Held = Readonly<Omit<HeldRecord, Ids> & { id: string } & { [Name in Ids]: string }>;

/** A body mends one text or one setting for all that wait for it; more than these are tried at their next turn. */
const mostAtOnce = 500;

const plain = ({ _id, ...stored }: HeldRecord & { _id: Types.ObjectId }): Held => ({
  ...stored,
  id: String(_id),
  case: String(stored.case),
  account: String(stored.account),
  body: String(stored.body),
});

/**
 * Queues the certificate of a decided case, or the replacement that was ordered, by its edition; a second call leaves the
 * first job as it is.
 */
export async function enqueueIssue(caseId: string, edition = 1, session?: ClientSession): Promise<void> {
  const one = await findCase({ _id: caseId });
  if (!one) return;
  const uniqueKey = keyOf(caseId, edition);
  await enqueue('certificates.issue', { case: caseId, number: one.number }, { uniqueKey }, session);
}

const keyOf = (caseId: string, edition: number) =>
  ['certificates.issue', caseId, ...(edition === 1 ? [] : [edition])].join('/');

/** Tries again at once, whenever the next attempt would have been. */
export async function tryAgain(caseId: string): Promise<void> {
  const latest = await latestOfCase(caseId);
  const edition = latest && orderOn(latest) ? latest.edition + 1 : 1;
  if (!(await retryJobOf(keyOf(caseId, edition)))) await enqueueIssue(caseId, edition);
}

/** Keeps why an attempt failed, and tells the managers of the body when they don't know it yet. */
export async function hold(caseId: string, failure: unknown, now: Date): Promise<void> {
  const one = await findCase({ _id: caseId });
  if (!one) return;
  const { holdCause: cause, texts } =
    failure instanceof CertificateHeld ? failure : { holdCause: 'fault' as const, texts: [] };
  const blocked = texts.map(({ kind, text, characters }) => ({ kind, text, characters: [...characters] }));
  await transaction((session) => keep(one, cause, blocked, now, session));
}

async function keep(
  one: AssessmentCase,
  cause: HoldCause,
  texts: BlockedRecord[],
  now: Date,
  session: ClientSession,
): Promise<void> {
  const { id: caseId, number, account, body } = one;
  // It was issued after all, by another process or by a commit whose answer was lost: nothing waits.
  const issued = CertificateModel.findOne({ case: caseId }, { state: 1, replacement: 1 }).sort({ edition: -1 });
  const latest = await issued.session(session).lean();
  if (latest && !orderOn(latest)) return;
  const before = await HeldModel.findOneAndUpdate(
    { case: caseId },
    { $set: { cause, texts, lastTriedAt: now }, $setOnInsert: { number, account, body, since: now } },
    { session, upsert: true, returnDocument: 'before' },
  ).lean();
  if (before?.cause === cause) return;
  // A setting stops the whole body at once: one letter says it for all.
  const others = { body, cause: 'address' as const, case: mongoose.trusted({ $ne: one.id }) };
  if (cause === 'address' && (await HeldModel.exists(others).session(session))) return;
  const holder = await findPerson(account);
  const letter = letters.held(caseId, number, holder?.name ?? number, cause);
  await writeToHolders({ role: 'certification-manager', scope: body }, letter, session);
}

/** The certificate is there: nothing waits any more. */
export async function releaseHeld(caseId: string, session?: ClientSession): Promise<void> {
  await HeldModel.deleteOne({ case: caseId }, session ? { session } : {});
}

export const isHeld = async (caseId: string): Promise<boolean> => (await HeldModel.exists({ case: caseId })) !== null;

/** Those of these cases whose certificates are held up. */
export async function heldAmong(caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (caseIds.length === 0) return new Set();
  const found = await HeldModel.find({ case: mongoose.trusted({ $in: [...caseIds] }) }, { case: 1 }).lean();
  return new Set(found.map(({ case: caseId }) => String(caseId)));
}

const ofBodies = (bodies: readonly string[]) => ({ body: mongoose.trusted({ $in: [...bodies] }) });

export const countHeld = (bodies: readonly string[]): Promise<number> => HeldModel.countDocuments(ofBodies(bodies));

/** A page of 25, those that wait longest first. */
export const listHeld = (bodies: readonly string[], page: number): Promise<Paged<Held>> =>
  findPage(HeldModel, ofBodies(bodies), { page, sort: { since: 1, _id: 1 } }, plain);

/** What holds up the certificate of this case, if it is one of these bodies'. */
export async function findHeld(caseId: string, bodies: readonly string[]): Promise<Held | undefined> {
  const stored = await HeldModel.findOne({ case: caseId, ...ofBodies(bodies) }).lean();
  return stored ? plain(stored) : undefined;
}

/** Tries again those that wait longest for one cause, in one body or in all. */
export async function tryAllAgain(cause: HoldCause, body?: string): Promise<void> {
  const filter = { cause, ...(body === undefined ? {} : { body }) };
  const found = await HeldModel.find(filter, { case: 1 }).sort({ since: 1, _id: 1 }).limit(mostAtOnce).lean();
  for (const { case: caseId } of found) await tryAgain(String(caseId));
}
