/** The register of assessors, and the places on each assessor's desk. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { createOne } from '../../platform/model.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { AssessorModel, type AssessorRecord } from './assessor.model.ts';
import { isLicensedOn } from './registration.rules.ts';

export type Assessor = Omit<AssessorRecord, 'account' | 'body'> & { id: string; account: string; body: string };
export type AssessorEntry = Pick<Assessor, 'registration' | 'licence' | 'schemes' | 'capacity'>;
export type NewAssessor = AssessorEntry & Pick<Assessor, 'account' | 'body'>;

const plain = ({ _id, account, body, ...stored }: AssessorRecord & { _id: Types.ObjectId }): Assessor => ({
  ...stored,
  id: String(_id),
  account: String(account),
  body: String(body),
});

/**
 * Enters an account in the register; `registration` is already in the form that readRegistration gives. Throws a duplicate
 * error (isDuplicate) when the account or the registration number is there already.
 */
export function registerAssessor(input: NewAssessor, by: string): Promise<Assessor> {
  return transaction(async (session) => {
    const made = await createOne(AssessorModel, { ...input, load: 0, revision: 1 }, session);
    const target = { kind: 'assessor', id: String(made._id) };
    await recordAudit({ actor: by, action: 'assessments.registerAssessor', target, after: input }, session);
    return plain(made);
  });
}

/** Changes an entry. Throws Conflict when somebody else changed it since revision `seen`. */
export function changeAssessor(id: string, seen: number, entry: AssessorEntry, by: string): Promise<Assessor> {
  return transaction(async (session) => {
    const stored = await AssessorModel.findOneAndUpdate(
      { _id: id, revision: seen },
      { $set: entry, $inc: { revision: 1 } },
      { session, returnDocument: 'after' },
    ).lean();
    if (!stored) throw new Conflict('platform.changedMeanwhile');
    const target = { kind: 'assessor', id };
    await recordAudit({ actor: by, action: 'assessments.changeAssessor', target, after: entry }, session);
    return plain(stored);
  });
}

export async function findAssessor(filter: { _id: string; body: string[] } | { account: string }) {
  const { body, ...rest } = 'body' in filter ? filter : { body: undefined, ...filter };
  const within = body === undefined ? {} : { body: mongoose.trusted({ $in: body }) };
  const stored = await AssessorModel.findOne({ ...rest, ...within }).lean();
  return stored ? plain(stored) : undefined;
}

/** Whether the register holds a licence of this account that covers the day. */
export async function isLicensed(account: string, day: Date): Promise<boolean> {
  const entry = await findAssessor({ account });
  return entry !== undefined && isLicensedOn(entry.licence, day);
}

/** A page of 25 of the register of these bodies, whose licence ends first in front. */
export const listAssessors = (bodies: readonly string[], page: number): Promise<Paged<Assessor>> =>
  findPage(
    AssessorModel,
    { body: mongoose.trusted({ $in: [...bodies] }) },
    { page, sort: { 'licence.until': 1, _id: 1 } },
    plain,
  );

/** The whole register of one body, for choosing from: tens of people. */
export const listRegister = async (body: string): Promise<Assessor[]> =>
  (await AssessorModel.find({ body }).sort({ 'licence.until': 1, _id: 1 }).limit(500).lean()).map(plain);

/**
 * Puts one more case on the desk, if there is still room: false when the capacity that the choice was made by has changed
 * or is used up. With `evenWhenFull` a manager's written reason makes the room.
 */
export async function takePlace(
  account: string,
  { capacity, evenWhenFull = false }: { capacity: number; evenWhenFull?: boolean },
  now: Date,
  session: ClientSession,
): Promise<boolean> {
  const room = evenWhenFull ? {} : { capacity, load: mongoose.trusted({ $lt: capacity }) };
  const { matchedCount } = await AssessorModel.updateOne(
    { account, ...room },
    { $inc: { load: 1 }, $set: { lastAssignedAt: now } },
    { session },
  );
  return matchedCount === 1;
}

/** Takes a case off the desk again. */
export async function freePlace(account: string, session: ClientSession): Promise<void> {
  await AssessorModel.updateOne({ account, load: mongoose.trusted({ $gt: 0 }) }, { $inc: { load: -1 } }, { session });
}
