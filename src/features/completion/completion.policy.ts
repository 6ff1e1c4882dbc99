import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import type { lessonPolicy } from '../lessons/index.ts';

type Membership = Parameters<typeof lessonPolicy.read>[1];
type CohortPlace = Readonly<{ id: string; centre: string; programme: string }>;

export const completionPolicy = {
  /** One's own conditions; nobody else's progress is on that page. */
  readOwn: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined && holds(actor, 'learner', cohort.id), 'completion.refused.learnersOnly'),

  /** Who is behind: for those who can do something about it. */
  roster: (actor: Actor, { cohort }: { cohort: CohortPlace }): Verdict =>
    yesIf(
      holds(actor, 'instructor', cohort.id) ||
        holds(actor, 'mentor', cohort.id) ||
        holds(actor, 'centre-admin', cohort.centre) ||
        holds(actor, 'programme-admin', cohort.programme),
      'completion.refused.staffOnly',
    ),

  /** A link that lets somebody in is for the officer before whose desk the learner stands with the identity card. */
  helpIn: (actor: Actor, { cohort }: { cohort: CohortPlace }): Verdict =>
    yesIf(
      holds(actor, 'centre-admin', cohort.centre) || holds(actor, 'programme-admin', cohort.programme),
      'completion.refused.adminOnly',
    ),
};
