/** What a candidate sees of their own case. Pure. */
import { type FileReference, uploadField } from '../../platform/files/index.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { must } from '../../platform/must.ts';
import type { Speech } from '../../platform/speech.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { evidenceUploads } from './candidate.form.ts';
import type { CaseRow } from './case-list.service.ts';
import { caseLine, evidenceContents, outcomePill, paperHead, type Pill, standingPill, unitTitle } from './case.page.ts';
import { candidateStep, type CandidateStep } from './case.rules.ts';
import { caseStates } from './case.states.ts';
import type { CaseView, UnitView } from './case.view.ts';
import { statementsOf } from './consent.rules.ts';
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

export function selfAssessmentPage(view: CaseView, speech: Speech) {
  const { one, scheme } = view;
  const next = one.claims.find(({ claim }) => claim === undefined);
  const isSent = one.selfAssessedAt !== undefined;
  return {
    title: speech.t('assessments.selfAssessment'),
    head: paperHead(view, speech),
    crumbs: caseCrumbs(view, speech, 'assessments.selfAssessment'),
    notice: scheme.notice[speech.lang],
    sentAt: one.selfAssessedAt,
    answered: one.claims.filter(({ claim }) => claim !== undefined).length,
    units: one.claims.map(({ unit, claim, evidence }) => ({
      href: assessmentPaths.selfAssessed(one.id, unit),
      code: unit,
      title: unitTitle(scheme, unit, speech.lang),
      pill: claim ? outcomePill(claim) : { kind: '' as const, key: 'assessments.unanswered' as const },
      evidence: evidence.length,
    })),
    nextPath: !isSent && next ? assessmentPaths.selfAssessed(one.id, next.unit) : undefined,
    sendPath: !isSent && !next ? assessmentPaths.selfAssessment(one.id) : undefined,
  };
}

export function answerPage(
  { one, scheme, parties, unit }: UnitView,
  waiting: readonly FileReference[],
  speech: Speech,
) {
  const place = one.units.indexOf(unit.code);
  const answer = must(
    one.claims.find((claim) => claim.unit === unit.code),
    `the claim for unit ${unit.code}`,
  );
  return {
    title: unit.title[speech.lang],
    upload: uploadField(evidenceUploads, speech.lang),
    head: paperHead({ one, scheme, parties }, speech),
    crumbs: [
      ...caseCrumbs({ one }, speech),
      { text: speech.t('assessments.selfAssessment'), href: assessmentPaths.selfAssessment(one.id) },
      { text: unit.code },
    ],
    unit,
    notice: scheme.notice[speech.lang],
    place: place + 1,
    of: one.units.length,
    action: assessmentPaths.selfAssessed(one.id, unit.code),
    answer,
    isSent: one.selfAssessedAt !== undefined,
    maySend: caseStates.can('addEvidence', one.state),
    waiting,
    evidence: one.evidence
      .filter(({ source }) => source !== 'assessor')
      .map((piece) => ({
        ...piece,
        isChosen: answer.evidence.includes(piece.id),
        contents: evidenceContents(one, piece),
      })),
  };
}

/** The unit after this one, or the list when this was the last. */
export const afterAnswer = ({ one, unit }: UnitView): string => {
  const next = one.units[one.units.indexOf(unit.code) + 1];
  return next ? assessmentPaths.selfAssessed(one.id, next) : assessmentPaths.selfAssessment(one.id);
};

export function ownConsentPage(view: CaseView, speech: Speech) {
  const { one } = view;
  return {
    title: speech.t('assessments.consent'),
    head: paperHead(view, speech),
    crumbs: caseCrumbs(view, speech, 'assessments.consent'),
    action: assessmentPaths.ownConsent(one.id),
    back: assessmentPaths.own(one.id),
    consent: one.consent,
    statements: statementsOf(one.consent.version),
    signedAt: one.consent.candidateAt,
    maySign: caseStates.can('signConsent', one.state) && !one.consent.candidateAt,
  };
}

const caseCrumbs = ({ one }: Pick<CaseView, 'one'>, { t }: Speech, here?: StringKey) => [
  { text: t('assessments.ownCases'), href: assessmentPaths.ownList() },
  { text: one.number, href: assessmentPaths.own(one.id) },
  ...(here ? [{ text: t(here) }] : []),
];
