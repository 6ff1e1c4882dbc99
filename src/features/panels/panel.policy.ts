import { no, type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';
import type { LastingBar } from '../assessments/index.ts';
import { type MinuteState, minuteStates } from './minute.states.ts';

export type MinuteSubject = Readonly<{
  minute: Readonly<{ body: string; state: MinuteState; members: readonly string[] }>;
}>;

const serves = (actor: Actor, { minute }: MinuteSubject) =>
  holds(actor, 'panel-member', minute.body) || holds(actor, 'certification-manager', minute.body);

export type DecisionSubject = MinuteSubject &
  Readonly<{
    one: Readonly<{ account: string }>;
    /** Accounts that have had to do with the candidate, or assessed the case. */
    barred: ReadonlySet<string>;
    /** What stands by now against the assessor who recommended. */
    assessorBars: readonly LastingBar[];
  }>;

/** A case of one's own is read as a candidate, and decided by others. */
const unlessOwn = (actor: Actor, { one }: DecisionSubject, verdict: Verdict): Verdict =>
  one.account === actor.id ? no('assessments.refused.ownCase') : verdict;

export const panelPolicy = {
  list: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'panel-member', 'certification-manager'), 'panels.refused.panelOnly'),

  read: (actor: Actor, subject: MinuteSubject): Verdict => yesIf(serves(actor, subject), 'panels.refused.panelOnly'),

  /** Preparing the meeting: when, where, who, and which cases. */
  prepare: (actor: Actor, subject: MinuteSubject): Verdict => {
    if (!minuteStates.can('change', subject.minute.state)) return no('panels.refused.minuteClosed');
    return panelPolicy.read(actor, subject);
  },

  /** Deciding is for those who sit. */
  decide: (actor: Actor, subject: MinuteSubject): Verdict => {
    if (!minuteStates.can('change', subject.minute.state)) return no('panels.refused.minuteClosed');
    return panelPolicy.sign(actor, subject);
  },

  /** Whether the minute is still open is found out by signing it: who signs a second time learns what came of it. */
  sign: (actor: Actor, { minute }: MinuteSubject): Verdict =>
    yesIf(minute.members.includes(actor.id) && holds(actor, 'panel-member', minute.body), 'panels.refused.membersOnly'),
};

/** The same for one case before the panel. */
export const decisionPolicy = {
  read: (actor: Actor, subject: DecisionSubject): Verdict =>
    unlessOwn(actor, subject, panelPolicy.read(actor, subject)),
  /**
   * Closing would find out who is barred, but the word of such a member must not be in the minute before that; nor is there
   * anything to decide on what an assessor has recommended who may not examine.
   */
  decide: (actor: Actor, subject: DecisionSubject): Verdict => {
    const verdict = unlessOwn(actor, subject, panelPolicy.decide(actor, subject));
    if (!verdict.allowed) return verdict;
    if (subject.barred.has(actor.id)) return no('panels.refused.memberBarred');
    return subject.assessorBars.length > 0 ? no('panels.refused.assessorBarred') : verdict;
  },
  remove: (actor: Actor, subject: DecisionSubject): Verdict =>
    unlessOwn(actor, subject, panelPolicy.prepare(actor, subject)),
};
