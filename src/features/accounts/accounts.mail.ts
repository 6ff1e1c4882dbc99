/** The letters about an account, in the language that its person used last. */
import { formatterFor } from '../../platform/format.ts';
import { type Language, translator } from '../../platform/i18n.ts';
import type { Mail } from '../../platform/mail/index.ts';
import type { Invitation } from './link.model.ts';

/** What the person is told because it may have been somebody else, or because it is for good. */
export type AccountNews =
  'passwordChanged' | 'secondFactorOn' | 'secondFactorOff' | 'emailChanged' | 'phoneChanged' | 'nameChanged';

type Reader = Readonly<{ email: string; name: string; language: Language }>;

export function resetMail({ email, name, language }: Reader, address: string): Mail {
  const t = translator(language);
  return { to: email, subject: t('accounts.mailResetSubject'), text: t('accounts.mailResetText', { name, address }) };
}

export function invitationMail(invitation: Invitation, address: string, until: Date): Mail {
  const t = translator('id');
  const role = t(`accounts.role.${invitation.role}`);
  const values = { name: invitation.name, role, address, until: formatterFor('id').dateTime(until) };
  return {
    to: invitation.email,
    subject: t('accounts.mailInviteSubject', { role }),
    text: t('accounts.mailInviteText', values),
  };
}

export function newsMail({ email, name, language }: Reader, news: AccountNews, at: Date, address: string): Mail {
  const t = translator(language);
  const what = t(`accounts.news.${news}`);
  const values = { name, what, at: formatterFor(language).dateTime(at), address };
  return { to: email, subject: what, text: t('accounts.mailNewsText', values) };
}

/** To the new address; without a code it has an account already, and only its owner reads so. */
export function emailCodeMail({ email, name, language }: Reader, code: string | undefined): Mail {
  const t = translator(language);
  const text = code === undefined ? t('accounts.mailEmailTakenText') : t('accounts.mailEmailCodeText', { name, code });
  return { to: email, subject: t('accounts.mailEmailCodeSubject'), text };
}
