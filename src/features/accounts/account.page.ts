import { type Actor, isStaff, type Role } from './actor.rules.ts';
import { maskEmail, maskPhone } from './contact.rules.ts';

type Contacts = Readonly<{ email?: string; phone?: string }>;
type SecondFactor = Readonly<{ since?: Date; codesLeft: number }>;

/** What the account page shows: contacts masked, since phones are lent and looked at over shoulders. */
export function accountPage(actor: Actor, { email, phone }: Contacts, { since, codesLeft }: SecondFactor) {
  return {
    name: actor.name,
    email: email === undefined ? undefined : maskEmail(email),
    phone: phone === undefined ? undefined : maskPhone(phone),
    secondFactorSince: since,
    codesLeft,
    isStaff: isStaff(actor),
    roles: [...new Set(actor.roles.map(({ role }): Role => role))],
  };
}
