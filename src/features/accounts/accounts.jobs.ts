/** Letters are written by jobs, so that a page answers as fast and the same for an account that exists and one that doesn't. */
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { hashToken, randomToken } from '../../platform/crypto.ts';
import { transaction } from '../../platform/database.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { queueMail } from '../../platform/mail/index.ts';
import mongoose from 'mongoose';
import { contactOf, findPerson, ownContactOf } from './account.service.ts';
import { type AccountNews, emailCodeMail, invitationMail, newsMail, resetMail } from './accounts.mail.ts';
import { hasProvenOwner, makeEmailCode } from './contact-change.service.ts';
import { OneTimeLink } from './link.model.ts';
import { linkAddress, makeLink } from './link.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'accounts.send-reset': { account: string | null; asked: string };
    'accounts.send-invitation': { invitation: string };
    'accounts.send-email-code': { account: string; email: string };
    /** To the account's address unless `to` names the one that it had before. */
    'accounts.tell': { account: string; news: AccountNews; to?: string };
  }
}

/** Called once when the system starts. */
export function startAccounts({ baseUrl }: Pick<Config, 'baseUrl'>): void {
  defineJob('accounts.send-reset', { work: ({ account }) => sendReset(account, baseUrl) });
  defineJob('accounts.send-invitation', { work: ({ invitation }) => sendInvitation(invitation, baseUrl) });
  defineJob('accounts.tell', { work: (letter) => tell(letter, baseUrl) });
  defineJob('accounts.send-email-code', { work: ({ account, email }) => sendEmailCode(account, email) });
}

async function readerOf(account: string) {
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || contact?.email === undefined) return undefined;
  return { name: person.name, email: contact.email, language: contact.language };
}

/** At the address that the account names, proved or not: the link proves it. */
async function claimantOf(account: string) {
  const [person, contact] = await Promise.all([findPerson(account), ownContactOf(account)]);
  if (!person || contact?.email === undefined) return undefined;
  return { name: person.name, email: contact.email, language: contact.language };
}

/** The ten minutes begin when the letter is written, not when it was asked for. */
async function sendReset(account: string | null, baseUrl: URL): Promise<void> {
  const reader = account === null ? undefined : await claimantOf(account);
  if (account === null || !reader) return;
  await transaction(async (session) => {
    const token = await makeLink('reset', account, now(), session, { email: reader.email });
    await queueMail(resetMail(reader, linkAddress('reset', token, baseUrl)), session);
  });
}

/** The token comes to be with the letter; an invitation that has one was sent by an earlier attempt. */
async function sendInvitation(id: string, baseUrl: URL): Promise<void> {
  const token = randomToken();
  const unsent = { _id: id, usedAt: null, tokenHash: mongoose.trusted({ $exists: false }) };
  await transaction(async (session) => {
    const link = await OneTimeLink.findOneAndUpdate(unsent, { $set: { tokenHash: hashToken(token) } }, { session });
    if (!link?.invitation) return;
    const address = linkAddress('invitation', token, baseUrl);
    await queueMail(invitationMail(link.invitation, address, link.expiresAt), session);
  });
}

/** The half hour begins when the letter is written; of two letters the code of the later one counts. */
async function sendEmailCode(account: string, email: string): Promise<void> {
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || !contact) return;
  const reader = { name: person.name, email, language: contact.language };
  if (await hasProvenOwner(email)) return queueMail(emailCodeMail(reader, undefined));
  await transaction(async (session) => {
    const code = await makeEmailCode(account, email, now(), session);
    if (code !== undefined) await queueMail(emailCodeMail(reader, code), session);
  });
}

type Letter = Readonly<{ account: string; news: AccountNews; to?: string }>;

async function tell({ account, news, to }: Letter, baseUrl: URL): Promise<void> {
  const reader = await readerOf(account);
  if (!reader) return;
  const letter = { ...reader, ...(to === undefined ? {} : { email: to }) };
  // A new password would be sent to the new address: whoever lost the account to it needs a person.
  const helped = new URL(to === undefined ? '/lupa-sandi' : '/bantuan', baseUrl).href;
  await queueMail(newsMail(letter, news, now(), helped));
}
