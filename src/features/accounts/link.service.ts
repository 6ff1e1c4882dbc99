/** Links that work once: made, looked at, used. */
import mongoose, { type ClientSession } from 'mongoose';
import { hashToken, randomToken } from '../../platform/crypto.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Path } from '../../platform/paths.ts';
import { accountPaths } from './accounts.paths.ts';
import { type LinkPurpose, OneTimeLink, type OneTimeLinkRecord } from './link.model.ts';

const minute = 60_000;
/** How long each works, in milliseconds. An invitation waits for a person who does not sit at the mailbox. */
export const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  reset: 10 * minute,
  invitation: 72 * 60 * minute,
  setup: 72 * 60 * minute,
};

/** Where the person opens each. */
const pages = {
  reset: accountPaths.newPassword,
  invitation: accountPaths.invitation,
  setup: accountPaths.setup,
} satisfies Record<LinkPurpose, unknown>;

export const linkPath = (purpose: LinkPurpose, token: string): Path => pages[purpose](token);

/** Always below the configured address: a request's Host header must not decide where a letter leads. */
export const linkAddress = (purpose: LinkPurpose, token: string, baseUrl: URL): string =>
  new URL(linkPath(purpose, token), baseUrl).href;

export const expiryOf = (purpose: LinkPurpose, now: Date): Date => new Date(now.getTime() + lifetimes[purpose]);

/** Makes a link and returns its token, which is stored nowhere. */
export async function makeLink(
  purpose: 'reset' | 'setup',
  account: string | undefined,
  now: Date,
  session?: ClientSession,
  proves?: OneTimeLinkRecord['proves'],
): Promise<string> {
  const token = randomToken();
  const owner = account === undefined ? {} : { account };
  const proof = proves === undefined ? {} : { proves };
  const times = { expiresAt: expiryOf(purpose, now), usedAt: null };
  const link = { purpose, tokenHash: hashToken(token), ...times, ...owner, ...proof };
  await OneTimeLink.create([link], session ? { session } : {});
  return token;
}

const usable = (purpose: LinkPurpose, token: string, now: Date) => ({
  purpose,
  tokenHash: hashToken(token),
  usedAt: null,
  expiresAt: mongoose.trusted({ $gt: now }),
});

/** The link as long as it may still be used; looking at it uses nothing. */
export async function findLink(purpose: LinkPurpose, token: string, now: Date): Promise<OneTimeLinkRecord | undefined> {
  return (await OneTimeLink.findOne(usable(purpose, token, now)).lean()) ?? undefined;
}

/** Uses the link up: of many requests at once one gets it. Throws NotFound for all others. */
export async function useLink(
  purpose: LinkPurpose,
  token: string,
  now: Date,
  session: ClientSession,
): Promise<OneTimeLinkRecord> {
  const used = await OneTimeLink.findOneAndUpdate(
    usable(purpose, token, now),
    { $set: { usedAt: now } },
    { session },
  ).lean();
  if (!used) throw new NotFound('accounts.linkGone');
  return used;
}

/** Ends the links of this kind that nobody has used: another one did what they were for. */
export async function endLinks(
  filter: Readonly<{ purpose: LinkPurpose; account?: string }>,
  now: Date,
  session: ClientSession,
): Promise<void> {
  await OneTimeLink.updateMany({ ...filter, usedAt: null }, { $set: { usedAt: now } }, { session });
}
