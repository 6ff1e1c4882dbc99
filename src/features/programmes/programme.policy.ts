import { no, type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere, wholeSystem } from '../accounts/index.ts';
import { rolesGivenBy } from './staff.rules.ts';

const isSystemAdmin = (actor: Actor) => holds(actor, 'system-admin', wholeSystem);

const runs = (actor: Actor, programmeId: string) =>
  isSystemAdmin(actor) || holds(actor, 'programme-admin', programmeId);

export const programmePolicy = {
  /** The list of programmes; each admin sees only their own there. */
  list: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'programme-admin', 'system-admin'), 'programmes.refused.adminsOnly'),

  create: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'programme-admin', 'system-admin'), 'programmes.refused.adminsOnly'),

  manage: (actor: Actor, programme: { id: string }): Verdict =>
    yesIf(runs(actor, programme.id), 'programmes.refused.adminsOnly'),

  /** Training centres and certification bodies serve all programmes. */
  manageSystem: (actor: Actor): Verdict => yesIf(isSystemAdmin(actor), 'programmes.refused.systemOnly'),
};

type CohortPlace = Readonly<{ id: string; programme: string; centre: string }>;
type StaffedPlace = Readonly<CohortPlace & { body: string; city: string }>;

/** Who may see the people of a cohort and how they are doing. */
export const mayReadCohort = (actor: Actor, cohort: CohortPlace): boolean =>
  holds(actor, 'instructor', cohort.id) ||
  holds(actor, 'mentor', cohort.id) ||
  holds(actor, 'centre-admin', cohort.centre) ||
  holds(actor, 'verifier', cohort.programme) ||
  holds(actor, 'programme-admin', cohort.programme);

export const cohortPolicy = {
  read: (actor: Actor, { cohort }: { cohort: CohortPlace }): Verdict =>
    yesIf(mayReadCohort(actor, cohort) || isSystemAdmin(actor), 'programmes.refused.staffOnly'),

  manage: (actor: Actor, { cohort }: { cohort: { programme: string } }): Verdict =>
    yesIf(runs(actor, cohort.programme), 'programmes.refused.adminsOnly'),

  /** Which of the pages of later features are for somebody here: those features ask their own rules again. */
  follow: (actor: Actor, { cohort }: { cohort: CohortPlace }): Verdict =>
    yesIf(mayReadCohort(actor, cohort), 'programmes.refused.staffOnly'),
  teach: (actor: Actor, { cohort }: { cohort: { id: string } }): Verdict =>
    yesIf(holds(actor, 'instructor', cohort.id), 'programmes.refused.staffOnly'),
  verify: (actor: Actor, { cohort }: { cohort: { programme: string } }): Verdict =>
    yesIf(holds(actor, 'verifier', cohort.programme), 'programmes.refused.staffOnly'),

  /** Whoever gives at least one role there; which ones, `rolesGivenBy` says. */
  giveRoles: (actor: Actor, { cohort }: { cohort: StaffedPlace }): Verdict =>
    yesIf(rolesGivenBy(actor, cohort).length > 0, 'programmes.refused.giversOnly'),

  /** Nobody gives themselves a role or takes one from themselves: a second person stands for each. */
  changeRoles: (actor: Actor, { cohort, account }: { cohort: StaffedPlace; account: string }): Verdict => {
    if (account === actor.id) return no('programmes.refused.ownRole');
    return cohortPolicy.giveRoles(actor, { cohort });
  },
};
