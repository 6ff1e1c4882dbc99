/** The record of an assessment: evidence, findings by unit, the recommendation. Pure. */
import type { StringKey } from '../../platform/i18n.ts';
import { isoDay } from '../../platform/format.ts';
import type { Crumb } from '../../platform/page.ts';
import type { Speech } from '../../platform/speech.ts';
import { evidenceContents, outcomePill, paperHead, type Pill, unitTitle } from './case.page.ts';
import type { CaseView, UnitView } from './case.view.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { CheckedUnit } from './assessor.form.ts';
import { caseStates } from './case.states.ts';
import {
  checkFor,
  type CheckedEvidence,
  type EvidenceCheck,
  evidenceRules,
  isDated,
  isSupported,
  meetsEvidenceRules,
  methods,
  outcomes,
  overallOutcome,
  uncheckedUnits,
} from './competency.rules.ts';
import { isExamOpen, likelyHeldOn } from './exam-day.rules.ts';
import type { EvidenceRecord } from './evidence.model.ts';
import { type Linked, linkedEvidence, openGaps, recommendedOutcomes } from './record.rules.ts';

/** The way to a case on the desk; `here` names the page within it. */

export const deskCrumbs = ({ one }: Pick<CaseView, 'one'>, { t }: Speech, here?: string): Crumb[] => [
  { text: t('assessments.queue'), href: assessmentPaths.desks() },
  { text: one.number, ...(here === undefined ? {} : { href: assessmentPaths.desk(one.id) }) },
  ...(here === undefined ? [] : [{ text: here }]),
];

/** How a piece of evidence stands against the four rules for one unit. */
function checkPill(check: EvidenceCheck | undefined): Pill {
  if (!check) return { kind: '', key: 'assessments.evidenceUnchecked' };
  return meetsEvidenceRules(check)
    ? { kind: 'good', key: 'assessments.evidenceGood' }
    : { kind: 'warn', key: 'assessments.evidenceLacking' };
}

/** How it stands for all its units together. */
export function piecePill(piece: CheckedEvidence): Pill {
  const [first] = piece.units;
  if (first === undefined || uncheckedUnits(piece).length > 0) return checkPill(undefined);
  const good = piece.units.filter((unit) => isSupported(unit, [piece])).length;
  if (good > 0 && good < piece.units.length) return { kind: 'warn', key: 'assessments.evidenceForSome' };
  return checkPill(checkFor(first, piece));
}

/** A unit as FR.AK.02 has it: claim, evidence, methods, finding, recommendation. */
export function unitRow(
  { one, scheme }: Pick<CaseView, 'one' | 'scheme'>,
  code: string,
  evidence: readonly Linked<EvidenceRecord>[],
  speech: Speech,
) {
  const finding = one.findings.find(({ unit }) => unit === code);
  const own = evidence.filter(({ units }) => units.includes(code));
  const claim = one.claims.find(({ unit }) => unit === code)?.claim;
  const unjudged: Pill = { kind: '', key: 'assessments.unjudged' };
  return {
    href: assessmentPaths.unit(one.id, code),
    code,
    title: unitTitle(scheme, code, speech.lang),
    claim: claim && outcomePill(claim),
    good: own.filter((piece) => isSupported(code, [piece])).length,
    of: own.length,
    methods: (finding?.methods ?? []).map((method): StringKey => `assessments.method.${method}`),
    finding: finding?.finding,
    missing: finding?.missing,
    pill: finding ? outcomePill(finding.recommendation) : unjudged,
  };
}

export type EvidenceView = CaseView & { piece: Linked<EvidenceRecord> };

export const evidencePage = ({ one, scheme, parties, piece }: EvidenceView, speech: Speech, now: Date) => ({
  title: piece.title,
  head: paperHead({ one, scheme, parties }, speech),
  crumbs: deskCrumbs({ one }, speech, speech.t('assessments.evidence')),
  action: assessmentPaths.evidence(one.id, piece.id),
  piece,
  contents: evidenceContents(one, piece),
  isDated: isDated(piece.madeOn, now),
  rules: evidenceRules,
  units: checkedUnits({ scheme, piece }).map(({ key, unit }) => ({
    key,
    code: unit,
    href: assessmentPaths.unit(one.id, unit),
    title: unitTitle(scheme, unit, speech.lang),
    check: checkFor(unit, piece),
    pill: checkPill(checkFor(unit, piece)),
  })),
  scripts: ['assessments.js'],
  maySave: caseStates.can('examine', one.state),
  back: assessmentPaths.desk(one.id),
});

/** The units of a piece in the order of the scheme, by the key under which the form asks for each. */
export const checkedUnits = ({ scheme, piece }: Pick<EvidenceView, 'scheme' | 'piece'>): CheckedUnit[] =>
  scheme.units
    .filter(({ code }) => piece.units.includes(code))
    .map(({ key, code }) => ({ key, unit: code, isJudged: checkFor(code, piece) !== undefined }));

/** The next piece with a unit for which nobody has judged it, so that a queue of evidence is one button. */
export function afterCheck({ one }: Pick<CaseView, 'one'>): string {
  const next = linkedEvidence(one).find((piece) => uncheckedUnits(piece).length > 0);
  return next ? assessmentPaths.evidence(one.id, next.id) : assessmentPaths.desk(one.id);
}

export function findingPage({ one, scheme, parties, unit }: UnitView, speech: Speech, now: Date) {
  const claim = one.claims.find((entry) => entry.unit === unit.code);
  const evidence = linkedEvidence(one).filter(({ units }) => units.includes(unit.code));
  return {
    title: unit.title[speech.lang],
    head: paperHead({ one, scheme, parties }, speech),
    crumbs: deskCrumbs({ one }, speech, unit.code),
    unit,
    notice: scheme.notice[speech.lang],
    claim: claim?.claim && outcomePill(claim.claim),
    claimNote: claim?.note,
    evidence: evidence.map((piece) => ({
      href: assessmentPaths.evidence(one.id, piece.id),
      title: piece.title,
      pill: checkPill(checkFor(unit.code, piece)),
    })),
    isSupported: isSupported(unit.code, evidence),
    finding: one.findings.find((entry) => entry.unit === unit.code),
    methods: methods.map((method) => ({ value: method, text: speech.t(`assessments.method.${method}`) })),
    outcomes: outcomes.map((outcome) => ({ value: outcome, text: speech.t(`assessments.outcome.${outcome}`) })),
    instrumentPath: assessmentPaths.instrument(one.id, unit.code),
    action: assessmentPaths.unit(one.id, unit.code),
    observationPath: assessmentPaths.addEvidence(one.id, unit.code),
    maySave: isExamOpen(one, now),
    waitsFor: caseStates.can('examine', one.state) && !isExamOpen(one, now) ? one.examOn : undefined,
    examDayPath: assessmentPaths.examDay(one.id),
  };
}

/** The next unit without a finding, or the case. */
export const afterFinding = ({ one, unit }: UnitView): string => {
  const next = one.units.find((code) => code !== unit.code && !one.findings.some((finding) => finding.unit === code));
  return next ? assessmentPaths.unit(one.id, next) : assessmentPaths.desk(one.id);
};

export function recommendationPage(view: CaseView, speech: Speech, now: Date) {
  const { one, scheme } = view;
  const evidence = linkedEvidence(one);
  return {
    title: speech.t('assessments.recommendation'),
    head: paperHead(view, speech),
    crumbs: deskCrumbs(view, speech, speech.t('assessments.recommendation')),
    action: assessmentPaths.recommendation(one.id),
    units: one.units.map((code) => unitRow(view, code, evidence, speech)),
    gaps: openGaps(one).map(({ unit, gap }) => ({
      href: assessmentPaths.unit(one.id, unit),
      title: unitTitle(scheme, unit, speech.lang),
      key: `assessments.gap.${gap}` as const,
    })),
    outcome: outcomePill(overallOutcome(one.units, recommendedOutcomes(one))),
    sent: one.recommendation,
    heldOn: likelyHeldOn(one),
    days: { first: isoDay(one.examOn), last: isoDay(now) },
    maySend: isExamOpen(one, now),
  };
}

/** The record as the panel reads it; who may not open the evidence sees only that it is there. */
export const recordRows = (view: CaseView & { mayOpen: boolean }, speech: Speech) => {
  const evidence = linkedEvidence(view.one);
  return view.one.units.map((code) => ({
    ...unitRow(view, code, evidence, speech),
    evidence: evidence
      .filter(({ units }) => units.includes(code))
      .map((piece) => ({
        title: piece.title,
        note: checkFor(code, piece)?.note,
        pill: checkPill(checkFor(code, piece)),
        contents: evidenceContents(view.one, piece, view.mayOpen),
      })),
  }));
};
