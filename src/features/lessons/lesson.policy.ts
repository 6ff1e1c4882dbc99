import { no, type Verdict, yes, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import type { Enrolment } from '../admissions/index.ts';
import { type Cohort, mayReadCohort } from '../programmes/index.ts';
import type { Opening } from './opening.rules.ts';

/** A cohort's class as one person stands to it: a learner has an enrolment there, staff have none. */
export type Membership = Readonly<{
  cohort: Pick<Cohort, 'id' | 'programme' | 'centre'>;
  enrolment: Pick<Enrolment, 'id'> | undefined;
}>;

type Timed = Membership & Readonly<{ opening: Opening }>;

export const lessonPolicy = {
  /** The plan of the class. Those who learn in the cohort, and those who teach or run it. */
  read: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined || mayReadCohort(actor, cohort), 'lessons.refused.membersOnly'),

  /** A lesson: for a learner from the first day of the class on, and for good; for staff always. */
  open: (actor: Actor, subject: Timed): Verdict => {
    const { opening, enrolment, cohort } = subject;
    if (opening.kind === 'before' && enrolment && !mayReadCohort(actor, cohort)) {
      return no('lessons.refused.before', { date: opening.opensAt });
    }
    return lessonPolicy.read(actor, subject);
  },

  /** Notes hold answers: they are for those who teach and those who plan the teaching. */
  teach: (actor: Actor, { cohort }: Membership): Verdict =>
    yesIf(
      holds(actor, 'instructor', cohort.id) ||
        holds(actor, 'mentor', cohort.id) ||
        holds(actor, 'programme-admin', cohort.programme),
      'lessons.refused.teachersOnly',
    ),

  /** Progress is the learner's own, and is made while the class goes on. */
  finish: (actor: Actor, { cohort, enrolment, opening }: Timed): Verdict => {
    if (!enrolment || !holds(actor, 'learner', cohort.id)) return no('lessons.refused.learnersOnly');
    if (opening.kind === 'before') return no('lessons.refused.before', { date: opening.opensAt });
    return opening.kind === 'open' ? yes : no('lessons.refused.over', { date: opening.since });
  },
};
