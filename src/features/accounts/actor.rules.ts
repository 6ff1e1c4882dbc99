/** Who somebody is to the system: an account and the roles it holds, each within a scope. Pure. */

export const roles = [
  'learner',
  'mentor',
  'instructor',
  'centre-admin',
  'verifier',
  'programme-admin',
  'assessor',
  'certification-manager',
  'panel-member',
  'labour-office',
  'system-admin',
] as const;
export type Role = (typeof roles)[number];

/** What the id of a role's scope names. */
export const scopeKinds = {
  learner: 'cohort',
  mentor: 'cohort',
  instructor: 'cohort',
  'centre-admin': 'centre',
  verifier: 'programme',
  'programme-admin': 'programme',
  assessor: 'body',
  'certification-manager': 'body',
  'panel-member': 'body',
  'labour-office': 'city',
  'system-admin': 'system',
} as const satisfies Record<Role, string>;

export type RoleGrant = Readonly<{ role: Role; scope: string }>;

/** The scope of the one role that reaches everything; it still decides nothing about learners. */
export const wholeSystem = 'system';

export type Actor = Readonly<{
  /** The account's id as 24 hexadecimal digits. */
  id: string;
  /** As on the identity card. */
  name: string;
  roles: readonly RoleGrant[];
}>;

declare global {
  namespace Express {
    interface Request {
      /** Read from the database for each request; absent when nobody is signed in. */
      actor?: Actor;
    }
  }
}

export const holds = (actor: Actor, role: Role, scope: string): boolean =>
  actor.roles.some((grant) => grant.role === role && grant.scope === scope);

export const holdsAnywhere = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  actor.roles.some((grant) => wanted.includes(grant.role));

export const scopesOf = (actor: Actor, role: Role): string[] =>
  actor.roles.filter((grant) => grant.role === role).map((grant) => grant.scope);

/** Everybody but learners handles other people's identity numbers or results, so they need a second factor. */
export const isStaff = (actor: Pick<Actor, 'roles'>): boolean => actor.roles.some(({ role }) => role !== 'learner');
