/** Which roles are given at a cohort's staff page, by whom, and where each of them then holds. Pure. */
import { type Actor, holds, type Role, type RoleGrant, scopeKinds, wholeSystem } from '../accounts/index.ts';

export const staffRoles = [
  'instructor',
  'mentor',
  'verifier',
  'programme-admin',
  'centre-admin',
  'assessor',
  'certification-manager',
  'panel-member',
  'labour-office',
] as const satisfies readonly Role[];
export type StaffRole = (typeof staffRoles)[number];

type Place = Readonly<{ id: string; programme: string; body: string; centre: string; city: string }>;

/** The id that the role holds for: one cohort, or the programme, body, centre or city that the cohort belongs to. */
export const scopeAt = (cohort: Place, role: StaffRole): string =>
  ({
    instructor: cohort.id,
    mentor: cohort.id,
    verifier: cohort.programme,
    'programme-admin': cohort.programme,
    'centre-admin': cohort.centre,
    assessor: cohort.body,
    'certification-manager': cohort.body,
    'panel-member': cohort.body,
    'labour-office': cohort.city,
  })[role];

/** Who gives a role besides the system admin, who gives each of them; `system` is nobody else. */
export type Giver = 'programme' | 'body' | 'system';

const giverOf = (role: StaffRole): Giver =>
  (({ cohort: 'programme', programme: 'programme', body: 'body', centre: 'system', city: 'system' }) as const)[
    scopeKinds[role]
  ];

const systemAdmin: RoleGrant = { role: 'system-admin', scope: wholeSystem };

function grantsOf(giver: Giver, { programme, body }: Place): RoleGrant[] {
  if (giver === 'programme') return [systemAdmin, { role: 'programme-admin', scope: programme }];
  if (giver === 'body') return [systemAdmin, { role: 'certification-manager', scope: body }];
  return [systemAdmin];
}

/**
 * The grant of the actor's own by which they may give the role at this cohort, or take it back; undefined when they may
 * not. A programme names a body, a centre and a city, but it owns none of them: so its admin gives no roles there.
 */
export const authorityFor = (actor: Actor, cohort: Place, role: StaffRole): RoleGrant | undefined =>
  grantsOf(giverOf(role), cohort).find((grant) => holds(actor, grant.role, grant.scope));

export const rolesGivenBy = (actor: Actor, cohort: Place): StaffRole[] =>
  staffRoles.filter((role) => authorityFor(actor, cohort, role) !== undefined);

/** Who gives the roles that the actor does not, for a page to say whom to ask. */
export function otherGivers(actor: Actor, cohort: Place): Giver[] {
  const own = rolesGivenBy(actor, cohort);
  return [...new Set(staffRoles.filter((role) => !own.includes(role)).map(giverOf))];
}

type Holder = Readonly<{ id: string; name: string }>;
export type StaffMember = Holder & Readonly<{ roles: readonly StaffRole[] }>;

/** One line for each person, by name, with the roles in the order of the list. */
export function gatherStaff(holders: ReadonlyMap<StaffRole, readonly Holder[]>): StaffMember[] {
  const members = new Map<string, StaffMember>();
  for (const role of staffRoles) {
    for (const { id, name } of holders.get(role) ?? []) {
      members.set(id, { id, name, roles: [...(members.get(id)?.roles ?? []), role] });
    }
  }
  return [...members.values()].sort((one, other) => one.name.localeCompare(other.name, 'id'));
}

/** What somebody changed on a page that had shown them `seen`; what others changed meanwhile stays as it is. */
export const roleChanges = (seen: readonly StaffRole[], chosen: readonly StaffRole[]) => ({
  given: chosen.filter((role) => !seen.includes(role)),
  taken: seen.filter((role) => !chosen.includes(role)),
});
