import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import { lessonPolicy } from '../lessons/index.ts';

type Membership = Parameters<typeof lessonPolicy.read>[1];

export const readinessPolicy = {
  /** A learner sees their own answers, staff of the cohort the mean of all. */
  read: lessonPolicy.read,

  answer: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined && holds(actor, 'learner', cohort.id), 'readiness.refused.learnersOnly'),
};
