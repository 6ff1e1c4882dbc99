/** Who may change the name on an account. Pure. */
import type { RoleGrant } from './actor.rules.ts';

/**
 * `own`: the person alone. `underReview`: nobody, while a verifier compares it with the identity card. `legal`: it will
 * stand or stands on a certificate, so an officer changes it who has seen the identity card.
 */
export type NameStanding = 'own' | 'underReview' | 'legal';

type Grants = Readonly<{ roles: readonly Pick<RoleGrant, 'role'>[]; endedRoles: readonly Pick<RoleGrant, 'role'>[] }>;

/** Whoever was admitted once stays so: a role that has ended leaves the certificate as it is. */
export function nameStandingOf({ roles, endedRoles }: Grants, isUnderReview: boolean): NameStanding {
  if ([...roles, ...endedRoles].some(({ role }) => role === 'learner')) return 'legal';
  return isUnderReview ? 'underReview' : 'own';
}
