/** Which roles are given at a cohort's staff page, and where each of them then holds. Pure. */
import type { Role } from '../accounts/index.ts';

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

export const isStaffRole = (role: string): role is StaffRole => (staffRoles as readonly string[]).includes(role);

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
