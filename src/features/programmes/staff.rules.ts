/** Which roles are given at a cohort's staff page, and where each of them then holds. Pure. */
import type { Role } from '../accounts/index.ts';

export const staffRoles = [
  'instructor',
  'mentor',
  'verifier',
  'programme-admin',
  'assessor',
  'certification-manager',
  'panel-member',
  'labour-office',
  'centre-admin',
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
    assessor: cohort.body,
    'certification-manager': cohort.body,
    'panel-member': cohort.body,
    'labour-office': cohort.city,
    'centre-admin': cohort.centre,
  })[role];
