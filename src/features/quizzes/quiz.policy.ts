import type { StringKey } from '../../platform/i18n.ts';
import { no, type Verdict, yes, yesIf } from '../../platform/permit.ts';
import { type Actor, holds } from '../accounts/index.ts';
import { lessonPolicy } from '../lessons/index.ts';
import type { Allowance } from './attempt.rules.ts';

type Membership = Parameters<typeof lessonPolicy.read>[1];

const reasons: Record<Exclude<Allowance['kind'], 'ready' | 'open' | 'before'>, StringKey> = {
  passed: 'quizzes.refused.passed',
  usedUp: 'quizzes.refused.usedUp',
  closed: 'quizzes.refused.closed',
  waiting: 'quizzes.refused.waiting',
};

export const quizPolicy = {
  /** The rules of a quiz; questions are seen within an attempt only. */
  read: lessonPolicy.read,

  /** A learner of the cohort whose attempts allow it. Going on with an open attempt counts as starting. */
  start: (actor: Actor, subject: Membership & { allowance: Allowance }): Verdict => {
    const { allowance, enrolment, cohort } = subject;
    if (!enrolment || !holds(actor, 'learner', cohort.id)) return no('quizzes.refused.learnersOnly');
    if (allowance.kind === 'before') return no('quizzes.refused.before', { date: allowance.opensAt });
    return allowance.kind === 'ready' || allowance.kind === 'open' ? yes : no(reasons[allowance.kind]);
  },

  /** Who has no attempt left: for those who can grant one. */
  seeExhausted: (actor: Actor, { cohort }: { cohort: { id: string } }): Verdict =>
    yesIf(holds(actor, 'instructor', cohort.id), 'quizzes.refused.instructorsOnly'),

  /** An instructor of the cohort, as with marks, and nobody to themselves. */
  grant: (actor: Actor, { cohort, learner }: { cohort: { id: string }; learner: { account: string } }): Verdict =>
    learner.account === actor.id ? no('quizzes.refused.ownGrant') : quizPolicy.seeExhausted(actor, { cohort }),

  /** From the first question to the result. The attempt was found as the actor's own. */
  take: (actor: Actor, { attempt }: { attempt: { account: string; cohort: string } }): Verdict =>
    yesIf(attempt.account === actor.id && holds(actor, 'learner', attempt.cohort), 'quizzes.refused.learnersOnly'),
};
