import { no, type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import { lessonPolicy } from '../lessons/index.ts';
import { type Cohort } from '../programmes/index.ts';
import { isHolding } from './attendance.rules.ts';

type CohortPlace = Readonly<{ id: string; centre: string }>;

const teachesOrRuns = (actor: Actor, cohort: CohortPlace) =>
  holds(actor, 'instructor', cohort.id) || holds(actor, 'centre-admin', cohort.centre);

export const attendancePolicy = {
  /** The plan of sessions: whoever learns or works in the cohort. */
  read: lessonPolicy.read,

  /** Nothing is to come of a class that was ended. */
  plan: (actor: Actor, { cohort }: { cohort: CohortPlace & Pick<Cohort, 'state'> }): Verdict =>
    !isHolding(cohort)
      ? no('attendance.refused.ended')
      : yesIf(teachesOrRuns(actor, cohort), 'attendance.refused.staffOnly'),

  /** Nobody takes attendance where they are a learner themselves. */
  record: (actor: Actor, { cohort }: { cohort: CohortPlace }): Verdict =>
    holds(actor, 'learner', cohort.id)
      ? no('attendance.refused.ownClass')
      : yesIf(teachesOrRuns(actor, cohort), 'attendance.refused.staffOnly'),
};
