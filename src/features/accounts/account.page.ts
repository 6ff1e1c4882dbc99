import type { roomOf } from '../../platform/files/index.ts';
import { type Language, type Translate, translator } from '../../platform/i18n.ts';
import type { Crumb } from '../../platform/page.ts';
import type { OwnContact } from './account.service.ts';
import { accountPaths } from './accounts.paths.ts';
import { type Actor, isStaff, type Role } from './actor.rules.ts';
import { maskEmail, maskPhone } from './contact.rules.ts';

type Contacts = Pick<OwnContact, 'email' | 'phone' | 'isProven'>;
type Room = Awaited<ReturnType<typeof roomOf>>;
type SecondFactor = Readonly<{ since?: Date; codesLeft: number }>;

/** What the account page shows: contacts masked, since phones are lent and looked at over shoulders. */
export function accountPage(
  actor: Actor,
  { email, phone, isProven }: Contacts,
  { since, codesLeft }: SecondFactor,
  { room, lang }: { room: Room; lang: Language },
) {
  const otherLanguage: Language = lang === 'id' ? 'en' : 'id';
  return {
    room,
    otherLanguage,
    // In that language, because who looks for it may not read the other one.
    languageUse: translator(otherLanguage)('accounts.languageUse'),
    name: actor.name,
    email: email === undefined ? undefined : maskEmail(email),
    isEmailProven: isProven.email,
    phone: phone === undefined ? undefined : maskPhone(phone),
    secondFactorSince: since,
    codesLeft,
    isStaff: isStaff(actor),
    roles: [...new Set(actor.roles.map(({ role }): Role => role))],
  };
}

/** From the account page to one of the pages behind it. */
export const accountCrumbs = (title: string, t: Translate): Crumb[] => [
  { text: t('accounts.account'), href: accountPaths.own() },
  { text: title },
];
