/** Letters are written by jobs, so that a page answers as fast and the same for an account that exists and one that doesn't. */
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { hashToken, randomToken } from '../../platform/crypto.ts';
import { transaction } from '../../platform/database.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { queueMail } from '../../platform/mail/index.ts';
import mongoose from 'mongoose';
import { contactOf, findPerson } from './account.service.ts';
import { type AccountNews, invitationMail, newsMail, resetMail } from './accounts.mail.ts';
import { OneTimeLink } from './link.model.ts';
import { linkAddress, makeLink } from './link.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'accounts.send-reset': { account: string | null; asked: string };
    'accounts.send-invitation': { invitation: string };
    'accounts.tell': { account: string; news: AccountNews };
  }
}

/** Called once when the system starts. */
export function startAccounts({ baseUrl }: Pick<Config, 'baseUrl'>): void {
  defineJob('accounts.send-reset', { work: ({ account }) => sendReset(account, baseUrl) });
  defineJob('accounts.send-invitation', { work: ({ invitation }) => sendInvitation(invitation, baseUrl) });
  defineJob('accounts.tell', { work: ({ account, news }) => tell(account, news, baseUrl) });
}

async function readerOf(account: string) {
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || contact?.email === undefined) return undefined;
  return { name: person.name, email: contact.email, language: contact.language };
}

/** The ten minutes begin when the letter is written, not when it was asked for. */
async function sendReset(account: string | null, baseUrl: URL): Promise<void> {
  const reader = account === null ? undefined : await readerOf(account);
  if (account === null || !reader) return;
  await transaction(async (session) => {
    const token = await makeLink('reset', account, now(), session);
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

async function tell(account: string, news: AccountNews, baseUrl: URL): Promise<void> {
  const reader = await readerOf(account);
  if (reader) await queueMail(newsMail(reader, news, now(), new URL('/lupa-sandi', baseUrl).href));
}
