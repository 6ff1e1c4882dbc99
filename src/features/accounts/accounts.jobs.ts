/** Letters are written by jobs, so that a page answers as fast and the same for an account that exists and one that doesn't. */
import { defineJob } from '../../platform/jobs/index.ts';
import type { AccountNews } from './accounts.mail.ts';
import { sendEmailCode, sendInvitation, sendReset, tell } from './notification.service.ts';

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
export function startAccounts(): void {
  defineJob('accounts.send-reset', { work: ({ account }) => sendReset(account) });
  defineJob('accounts.send-invitation', { work: ({ invitation }) => sendInvitation(invitation) });
  defineJob('accounts.tell', { work: tell });
  defineJob('accounts.send-email-code', { work: ({ account, email }) => sendEmailCode(account, email) });
}
