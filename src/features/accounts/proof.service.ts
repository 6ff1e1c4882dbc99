/** Whose an address or number is: proved by what only its owner can have got. Proved, it belongs to one account. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { Account, type AccountRecord } from './account.model.ts';
import type { OneTimeLinkRecord } from './link.model.ts';

type Provable = Pick<AccountRecord, '_id' | 'email' | 'phoneIndex' | 'proven'>;

/** Whether anything is proved of it: only then may something hang on it that locks others out. */
export const isProven = ({ proven }: Pick<AccountRecord, 'proven'>): boolean =>
  proven.email !== undefined || proven.phone !== undefined;

/**
 * Notes the proof, unless the account names something else by now or another account was first. Two at once write to one
 * unique index, so the database lets one of them through and the other, done again, finds the owner.
 */
export async function proveContact(
  account: Provable,
  proves: NonNullable<OneTimeLinkRecord['proves']>,
  now: Date,
  session: ClientSession,
): Promise<void> {
  const id = account._id.toString();
  const field = 'email' in proves ? 'email' : 'phone';
  const named = field === 'email' ? account.email : account.phoneIndex;
  if (named === undefined || account.proven[field] !== undefined) return;
  if ('email' in proves && proves.email !== account.email) return;
  if (await hasOwner(field, named, session)) return;
  const still = { _id: id, [field === 'email' ? 'email' : 'phoneIndex']: named };
  const { matchedCount } = await Account.updateOne(still, { $set: { [`proven.${field}`]: now } }, { session });
  if (matchedCount === 0) return;
  await recordAudit({ actor: id, action: `account.${field}-proved`, target: { kind: 'account', id } }, session);
}

async function hasOwner(field: 'email' | 'phone', named: string, session: ClientSession): Promise<boolean> {
  const filter = field === 'email' ? { email: named } : { phoneIndex: named };
  const proved = { ...filter, [`proven.${field}`]: mongoose.trusted({ $exists: true }) };
  return (await Account.exists(proved).session(session)) !== null;
}
