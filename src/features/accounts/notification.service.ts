/** Writing the letters about an account, to whichever of its addresses each belongs. */
import mongoose from 'mongoose';
import { now } from '../../platform/clock.ts';
import { hashToken, randomToken } from '../../platform/crypto.ts';
import { transaction } from '../../platform/database.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { Account } from './account.model.ts';
import { byProvenContact, contactOf, findPerson, ownContactOf } from './account.service.ts';
import { type AccountNews, letters } from './accounts.mail.ts';
import { accountPaths } from './accounts.paths.ts';
import { makeEmailCode } from './contact-change.service.ts';
import { OneTimeLink } from './link.model.ts';
import { linkPath, makeLink } from './link.service.ts';
import { writeAt, writeTo } from './writing.service.ts';

/** The ten minutes begin when the letter is written, not when it was asked for. */
export async function sendReset(account: string | null): Promise<void> {
  const reader = account === null ? undefined : await claimantOf(account);
  if (account === null || !reader) return;
  await transaction(async (session) => {
    const token = await makeLink('reset', account, now(), session, { email: reader.email });
    await writeAt(reader, letters.reset(linkPath('reset', token)), session);
  });
}

/**
 * At the address that the account names, proved or not: the link proves it. But an address that was never proved opens no
 * account of which the number was: it may be a stranger's, mistyped.
 */
async function claimantOf(account: string) {
  const [person, contact] = await Promise.all([findPerson(account), ownContactOf(account)]);
  if (!person || contact?.email === undefined) return undefined;
  if (contact.isProven.phone && !contact.isProven.email) return undefined;
  return { name: person.name, email: contact.email, language: contact.language };
}

/** The token comes to be with the letter; an invitation that has one was sent by an earlier attempt. */
export async function sendInvitation(id: string): Promise<void> {
  const token = randomToken();
  const unsent = { _id: id, usedAt: null, tokenHash: mongoose.trusted({ $exists: false }) };
  await transaction(async (session) => {
    const link = await OneTimeLink.findOneAndUpdate(unsent, { $set: { tokenHash: hashToken(token) } }, { session });
    if (!link?.invitation) return;
    const { name, email } = link.invitation;
    const letter = letters.invitation(link.invitation, link.expiresAt, linkPath('invitation', token));
    await writeAt({ name, email, language: 'id' }, letter, session);
  });
}

/** The half hour begins when the letter is written; of two letters the code of the later one counts. */
export async function sendEmailCode(account: string, email: string): Promise<void> {
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || !contact) return;
  const owner = await Account.findOne(byProvenContact({ email }), { _id: 1 }).lean();
  // Only the owner of an address that is proven reads so, by the owner's name and not by that of who asked.
  if (owner) return void (await writeTo(owner._id.toString(), letters.emailTaken()));
  const reader = { name: person.name, email, language: contact.language };
  await transaction(async (session) => {
    const code = await makeEmailCode(account, email, now(), session);
    if (code !== undefined) await writeAt(reader, letters.emailCode(code), session);
  });
}

type News = Readonly<{ account: string; news: AccountNews; to?: string }>;

export async function tell({ account, news, to }: News): Promise<void> {
  if (to === undefined) return void (await writeTo(account, letters.news(news, now(), accountPaths.forgotten())));
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || !contact) return;
  const former = { name: person.name, email: to, language: contact.language };
  // A new password would be sent to the new address: whoever lost the account to it needs a person.
  await writeAt(former, letters.news(news, now(), shellPaths.help()));
}
