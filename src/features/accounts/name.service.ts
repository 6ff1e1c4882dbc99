/** Changing the name on an account: by its person as long as it is theirs to change, afterwards by an officer. */
import mongoose from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, Forbidden } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { Account } from './account.model.ts';
import { isStaff } from './actor.rules.ts';
import { type NameStanding, nameStandingOf } from './name.rules.ts';

type Review = (accountId: string) => Promise<boolean>;
const reviews: Review[] = [];

/** For later features: says of an account whether somebody is comparing its name with an identity card now. */
export function holdNamesWhile(isUnderReview: Review): void {
  reviews.push(isUnderReview);
}

export async function findNameStanding(accountId: string): Promise<NameStanding> {
  const found = await Account.findById(accountId, { 'roles.role': 1, 'endedRoles.role': 1 }).lean();
  const held = await Promise.all(reviews.map((isUnderReview) => isUnderReview(accountId)));
  return nameStandingOf({ roles: found?.roles ?? [], endedRoles: found?.endedRoles ?? [] }, held.includes(true));
}

/** `seen` is the name that was to be changed: somebody else may have changed it meanwhile. */
export type NewName = Readonly<{ name: string; seen: string }>;

/** Safe done twice. Throws Forbidden when the name is not theirs to change, Conflict when it changed meanwhile. */
export async function changeOwnName(accountId: string, change: NewName): Promise<void> {
  const standing = await findNameStanding(accountId);
  if (standing !== 'own') throw new Forbidden(`accounts.nameHeld.${standing}`);
  const neverAdmitted = mongoose.trusted({ $ne: 'learner' });
  const own = { 'roles.role': neverAdmitted, 'endedRoles.role': neverAdmitted };
  await rename({ _id: accountId, ...own }, change, { accountId, by: accountId, action: 'account.name-changed' });
}

/**
 * For an officer who has seen the identity card; whether they may is the caller's to decide. Certificates that were issued
 * stay as they are. Throws Forbidden for the account of another officer, Conflict when the name changed meanwhile.
 */
export async function correctName(accountId: string, change: NewName, by: string): Promise<void> {
  const found = await Account.findById(accountId, { 'roles.role': 1, 'roles.scope': 1 }).lean();
  if (!found || isStaff(found)) throw new Forbidden('accounts.nameLearnersOnly');
  await rename({ _id: accountId }, change, { accountId, by, action: 'account.name-corrected' });
}

type Deed = Readonly<{ accountId: string; by: string; action: string }>;

async function rename(filter: object, { name, seen }: NewName, { accountId, by, action }: Deed): Promise<void> {
  await transaction(async (session) => {
    const { matchedCount } = await Account.updateOne({ ...filter, name: seen }, { $set: { name } }, { session });
    if (matchedCount === 0) {
      if (await Account.exists({ _id: accountId, name }).session(session)) return;
      throw new Conflict('platform.changedMeanwhile');
    }
    if (name === seen) return;
    const target = { kind: 'account', id: accountId };
    await recordAudit({ actor: by, action, target, before: seen, after: name }, session);
    await enqueue('accounts.tell', { account: accountId, news: 'nameChanged' }, {}, session);
  });
}
