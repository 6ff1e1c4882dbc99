/** What a candidate fills in for a case: the self-assessment, its answers, the consent. Pure. */
import { type FileReference, uploadField } from '../../platform/files/index.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { must } from '../../platform/must.ts';
import type { Speech } from '../../platform/speech.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { evidenceUploads } from './candidate.form.ts';
import { evidenceContents, outcomePill, paperHead, unitTitle } from './case.page.ts';
import { caseStates } from './case.states.ts';
import type { CaseView, UnitView } from './case.view.ts';
import { statementsOf } from './consent.rules.ts';

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
