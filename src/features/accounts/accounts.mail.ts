/** The letters about an account. */
import { shellPaths } from '../../platform/shell.paths.ts';
import { accountPaths } from './accounts.paths.ts';
import type { Path } from '../../platform/paths.ts';
import type { Letters } from './letter.rules.ts';
import type { Invitation } from './link.model.ts';

/** What the person is told because it may have been somebody else, or because it is for good. */
export type AccountNews =
  'passwordChanged' | 'secondFactorOn' | 'secondFactorOff' | 'emailChanged' | 'phoneChanged' | 'nameChanged';

export const letters = {
  reset:
    (link: Path) =>
    ({ t }) => ({
      subject: t('accounts.mailResetSubject'),
      text: t('accounts.mailResetText'),
      path: link,
      note: t('accounts.mailResetNote'),
    }),

  invitation:
    ({ role }: Pick<Invitation, 'role'>, until: Date, link: Path) =>
    ({ t, f }) => ({
      subject: t('accounts.mailInviteSubject', { role: t(`accounts.role.${role}`) }),
      text: t('accounts.mailInviteText', { role: t(`accounts.role.${role}`), until: f.dateTime(until) }),
      path: link,
    }),

  /** `helped` is where somebody finds help who has not done this. */
  news:
    (news: AccountNews, at: Date, helped: Path) =>
    ({ t, f }) => ({
      subject: t(`accounts.news.${news}`),
      text: t('accounts.mailNewsText', { what: t(`accounts.news.${news}`), at: f.dateTime(at) }),
      path: helped,
    }),

  emailCode:
    (code: string) =>
    ({ t }) => ({
      subject: t('accounts.mailEmailCodeSubject'),
      text: t('accounts.mailEmailCodeText', { code }),
      path: accountPaths.email(),
      note: t('accounts.mailEmailCodeNote'),
    }),

  /** To whoever has the address already: somebody else wanted to use it. */
  emailTaken:
    () =>
    ({ t }) => ({
      subject: t('accounts.mailEmailTakenSubject'),
      text: t('accounts.mailEmailTakenText'),
      path: shellPaths.signIn(),
    }),
} satisfies Letters;
