import { no, type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';
import { lessonPolicy, type Opening } from '../lessons/index.ts';

type Membership = Parameters<typeof lessonPolicy.read>[1];

export const assignmentPolicy = {
  /** The instructions and the rubric: whoever learns or works in the cohort. */
  read: lessonPolicy.read,

  /** To draft and send is possible while the assignment is open. */
  send: (actor: Actor, subject: Membership & { opening: Opening }): Verdict => {
    const { opening } = subject;
    const own = assignmentPolicy.work(actor, subject);
    if (!own.allowed || opening.kind === 'open') return own;
    return opening.kind === 'before'
      ? no('assignments.refused.before', { date: opening.opensAt })
      : no('assignments.refused.over', { date: opening.since });
  },

  /** A learner's own work is for the learner alone. */
  work: (actor: Actor, { cohort, enrolment }: Membership): Verdict =>
    yesIf(enrolment !== undefined && holds(actor, 'learner', cohort.id), 'assignments.refused.learnersOnly'),

  /** The learner whose file it is, and instructors of that learner's cohort. */
  readFile: (actor: Actor, { account, cohort }: { account: string; cohort: string }): Verdict =>
    yesIf(account === actor.id || holds(actor, 'instructor', cohort), 'assignments.refused.instructorsOnly'),
};

export const markingPolicy = {
  queue: (actor: Actor): Verdict => yesIf(holdsAnywhere(actor, 'instructor'), 'assignments.refused.instructorsOnly'),

  /** An instructor of the cohort, and nobody their own work. */
  mark: (actor: Actor, { work }: { work: { cohort: string; account: string } }): Verdict =>
    yesIf(
      holds(actor, 'instructor', work.cohort) && work.account !== actor.id,
      work.account === actor.id ? 'assignments.refused.ownWork' : 'assignments.refused.instructorsOnly',
    ),
};
