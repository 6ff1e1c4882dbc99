import { no, type Verdict, yes, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';
import { type CaseState, caseStates } from './case.states.ts';

/** All that a decision about a case depends on. */
export type CaseSubject = Readonly<{
  one: Readonly<{ account: string; body: string; state: CaseState; assessor?: string }>;
}>;

/** Nobody examines, routes or decides their own case, whatever roles they hold. */
const isOwn = (actor: Actor, { one }: CaseSubject) => one.account === actor.id;

export const casePolicy = {
  listOwn: (): Verdict => yes,

  /** The candidate's side of a case. */
  take: (actor: Actor, subject: CaseSubject): Verdict =>
    yesIf(isOwn(actor, subject), 'assessments.refused.candidateOnly'),

  listAssigned: (actor: Actor): Verdict => yesIf(holdsAnywhere(actor, 'assessor'), 'assessments.refused.assessorOnly'),

  /** Being asked, and answering: whoever has the case on the desk and still holds the role. */
  assess: (actor: Actor, subject: CaseSubject): Verdict => {
    if (isOwn(actor, subject)) return no('assessments.refused.ownCase');
    const isTheirs = subject.one.assessor === actor.id && holds(actor, 'assessor', subject.one.body);
    return yesIf(isTheirs, 'assessments.refused.assessorOnly');
  },

  /** The assessor's work: the record opens once the case is accepted, and with it the absence of a conflict declared. */
  examine: (actor: Actor, subject: CaseSubject): Verdict => {
    const assigned = casePolicy.assess(actor, subject);
    if (!assigned.allowed) return assigned;
    return yesIf(!caseStates.is('offered', subject.one.state), 'assessments.refused.notAccepted');
  },

  listAll: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'certification-manager'), 'assessments.refused.managerOnly'),

  oversee: (actor: Actor, subject: CaseSubject): Verdict => {
    if (isOwn(actor, subject)) return no('assessments.refused.ownCase');
    return yesIf(holds(actor, 'certification-manager', subject.one.body), 'assessments.refused.managerOnly');
  },

  override: (actor: Actor, subject: CaseSubject): Verdict => {
    const overseen = casePolicy.oversee(actor, subject);
    if (!overseen.allowed) return overseen;
    return yesIf(caseStates.can('offer', subject.one.state), 'assessments.refused.frozen');
  },

  /** Taking a recommendation from the panel; whether it is still there is found out by taking it. */
  setAside: (actor: Actor, subject: CaseSubject): Verdict => casePolicy.oversee(actor, subject),

  /** Evidence shows people's businesses: it is for the candidate and those who have to judge it. */
  openEvidence: (actor: Actor, subject: CaseSubject): Verdict => {
    if (isOwn(actor, subject) || casePolicy.examine(actor, subject).allowed) return yes;
    const { body, state } = subject.one;
    const isBeforePanel = caseStates.is('recommended', state);
    return yesIf(isBeforePanel && holds(actor, 'panel-member', body), 'assessments.refused.assessorOnly');
  },
};
