import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import type { Enrolment } from '../admissions/index.ts';
import { type Cohort, mayReadCohort } from '../programmes/index.ts';

/** A cohort's class as one person stands to it: a learner has an enrolment there, staff have none. */
export type Membership = Readonly<{
  cohort: Pick<Cohort, 'id' | 'programme' | 'centre'>;
  enrolment: Pick<Enrolment, 'id'> | undefined;
}>;

export const lessonPolicy = {
  /** Those who learn in the cohort, and those who teach or run it. */
  read: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined || mayReadCohort(actor, cohort), 'lessons.refused.membersOnly'),

  /** Notes hold answers: they are for those who teach and those who plan the teaching. */
  teach: (actor: Actor, { cohort }: Membership): Verdict =>
    yesIf(
      holds(actor, 'instructor', cohort.id) ||
        holds(actor, 'mentor', cohort.id) ||
        holds(actor, 'programme-admin', cohort.programme),
      'lessons.refused.teachersOnly',
    ),

  /** Progress is the learner's own. */
  finish: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined && holds(actor, 'learner', cohort.id), 'lessons.refused.learnersOnly'),
};
