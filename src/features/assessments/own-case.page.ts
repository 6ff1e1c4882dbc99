/** The cases of a candidate: where each stands, and what is to be done next. Pure. */
import type { StringKey } from '../../platform/i18n.ts';
import { must } from '../../platform/must.ts';
import type { Speech } from '../../platform/speech.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { CaseRow } from './case-list.service.ts';
import { caseLine, outcomePill, type Pill, standingPill, unitTitle } from './case.page.ts';
import { candidateStep, type CandidateStep } from './case.rules.ts';
import { caseStates } from './case.states.ts';
import type { CaseView } from './case.view.ts';
import type { Reassessment } from './reassessment.rules.ts';
import { standingOf } from './standing.rules.ts';

export const ownCasesPage = (cases: readonly CaseRow[], { t }: Speech) => ({
  title: t('assessments.ownCases'),
  cases: cases.map((one) => ({
    href: assessmentPaths.own(one.id),
    number: one.number,
    cycle: one.cycle,
    examOn: one.examOn,
    pill: standingPill(one),
  })),
});

/** Where the one next thing is done; the steps that wait for others have no address, and the certificate is a later feature's. */
const stepPaths: Readonly<Partial<Record<CandidateStep, (caseId: string) => string>>> = {
  'assess-yourself': assessmentPaths.selfAssessment,
  'sign-consent': assessmentPaths.ownConsent,
};

export type OwnCaseView = CaseView & {
  assessorName: string | undefined;
  reassessment: Reassessment;
  nextCase: string | undefined;
};

/** The next thing in words: after the decision it follows the certificate, which may have ended or been taken away. */
function sayNext({ one }: CaseView, now: Date, { t, f }: Speech): { title: string; hint: string } {
  const step = candidateStep(one);
  const standing = one.certificate && standingOf(one.certificate, now);
  if (one.certificate && (standing === 'expired' || standing === 'revoked' || standing === 'superseded')) {
    const [decided, until] = [
      f.longDate(must(one.decision, 'the decision of a case with a certificate').at),
      f.longDate(one.certificate.validUntil),
    ];
    return {
      title: t(`assessments.certificateNow.${standing}`),
      hint: t(`assessments.certificateNowHint.${standing}`, { decided, until }),
    };
  }
  return { title: t(`assessments.step.${step}`), hint: t(`assessments.stepHint.${step}`) };
}

export function ownCasePage(view: OwnCaseView, now: Date, speech: Speech) {
  const { one, scheme, assessorName, reassessment, nextCase } = view;
  const step = candidateStep(one);
  return {
    title: speech.t('assessments.title'),
    crumbs: [{ text: speech.t('assessments.ownCases'), href: assessmentPaths.ownList() }, { text: one.number }],
    line: caseLine(view, speech),
    one,
    pill: standingPill(one),
    port: portOf(one),
    step,
    next: sayNext(view, now, speech),
    stepPath: stepPaths[step]?.(one.id),
    tasks: tasksOf(view),
    assessorName,
    evidencePath:
      caseStates.can('addEvidence', one.state) && one.selfAssessedAt
        ? assessmentPaths.selfAssessment(one.id)
        : undefined,
    units: (one.decision?.units ?? []).map(({ code, outcome, missing, carried }) => ({
      code,
      title: unitTitle(scheme, code, speech.lang),
      pill: outcomePill(outcome),
      missing,
      carried,
    })),
    reassessment,
    reassessPath: assessmentPaths.again(one.id),
    nextCasePath: nextCase && assessmentPaths.own(nextCase),
  };
}

/** Ports of the voyage: accepted, learning, exam, panel, certificate. */
const portOf = ({ state, decision }: CaseView['one']): number =>
  decision?.outcome === 'competent' ? 5 : caseStates.is('beforePanel', state) ? 4 : 3;

type Task = { key: StringKey; pill: Pill; href?: string; at?: Date | undefined; hint?: StringKey };

const done: Pill = { kind: 'good', key: 'assessments.task.done' };
const waiting: Pill = { kind: '', key: 'assessments.task.waiting' };
const toDo: Pill = { kind: 'now', key: 'assessments.task.toDo' };
const underWay: Pill = { kind: 'now', key: 'assessments.task.underWay' };

function tasksOf({ one }: CaseView): Task[] {
  const { state, selfAssessedAt, consent, acceptance, recommendation, decision } = one;
  const pillFor = (isDone: unknown, isOn: boolean, on: Pill = underWay): Pill => (isDone ? done : isOn ? on : waiting);
  return [
    {
      key: 'assessments.taskSelfAssessment',
      pill: pillFor(selfAssessedAt, true, toDo),
      href: assessmentPaths.selfAssessment(one.id),
      at: selfAssessedAt,
    },
    { key: 'assessments.taskAssessor', pill: pillFor(acceptance, true), at: acceptance?.at },
    {
      key: 'assessments.taskConsent',
      pill: pillFor(consent.candidateAt, caseStates.can('signConsent', state), toDo),
      href: assessmentPaths.ownConsent(one.id),
      at: consent.candidateAt,
    },
    {
      key: 'assessments.taskAssessment',
      pill: pillFor(recommendation, caseStates.is('assessing', state)),
      at: recommendation?.at,
    },
    { key: 'assessments.taskPanel', pill: pillFor(decision, caseStates.is('beforePanel', state)), at: decision?.at },
  ];
}
