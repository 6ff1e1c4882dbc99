/** What an assessor sees of a case on the desk: the question whether to take it, and how far it is. Pure. */
import { isoDay } from '../../platform/format.ts';
import { pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { CasePage } from './case-list.service.ts';
import { caseLine, paperHead, standingPill, unitTitle } from './case.page.ts';
import { answerBy } from './case.rules.ts';
import { type CheckedEvidence, uncheckedUnits } from './competency.rules.ts';
import { caseStates } from './case.states.ts';
import type { CaseView } from './case.view.ts';
import { conflictStatements, declineKinds, statementsOf } from './consent.rules.ts';
import { deskCrumbs, piecePill, unitRow } from './record.page.ts';
import { hasExamCome } from './exam-day.rules.ts';
import { linkedEvidence, openGaps } from './record.rules.ts';
import type { RoutingRecord } from './routing.model.ts';

export type Names = ReadonlyMap<string, { name: string }>;

export const queuePage = (listed: CasePage, names: Names, isDone: boolean, { t }: Speech) => ({
  title: t('assessments.queue'),
  isDone,
  ...pagerOf(listed, assessmentPaths.desks(), { keadaan: isDone ? 'selesai' : undefined }),
  cases: listed.items.map((one) => ({
    href: assessmentPaths.desk(one.id),
    number: one.number,
    name: names.get(one.account)?.name ?? one.number,
    examOn: one.examOn,
    units: one.units.length,
    pill: standingPill(one),
  })),
});

/** The routing that put this assessor on the case. */
export const whyAssigned = ({ one }: CaseView): RoutingRecord | undefined =>
  one.routing.findLast(({ chosen }) => chosen === one.assessor);

export type DeskView = CaseView & { candidate: string; place: string; licenceUntil: Date | undefined };

/** Before and after accepting the same page: first the question, then the work. */
export function deskPage(view: DeskView, speech: Speech, now: Date) {
  const { one, scheme, candidate, place, licenceUntil } = view;
  const evidence = linkedEvidence(one);
  const why = whyAssigned(view);
  const gaps = openGaps(one);
  return {
    title: candidate,
    crumbs: deskCrumbs(view, speech),
    line: caseLine(view, speech),
    one,
    place,
    pill: standingPill(one),
    isOffered: caseStates.can('accept', one.state),
    isPreparing: caseStates.is('preparing', one.state),
    isInHand: caseStates.is('inHand', one.state),
    path: assessmentPaths.desk(one.id),
    why: { licenceUntil, load: why?.candidates.find(({ assessor }) => assessor === one.assessor), reason: why?.reason },
    conflictStatements,
    answerBy: one.offeredAt && answerBy(one.offeredAt),
    nextPath: caseStates.can('examine', one.state)
      ? nextPath(one.id, evidence, hasExamCome(one, now) ? gaps : [])
      : undefined,
    waitsForExam: caseStates.can('examine', one.state) && !hasExamCome(one, now),
    examDayPath: caseStates.can('moveExam', one.state) ? assessmentPaths.examDay(one.id) : undefined,
    units: one.units.map((code) => unitRow({ one, scheme }, code, evidence, speech)),
    evidence: evidence.map((piece) => ({
      href: assessmentPaths.evidence(one.id, piece.id),
      title: piece.title,
      units: piece.units.length,
      pill: piecePill(piece),
    })),
    isReady: caseStates.can('examine', one.state) && gaps.length === 0,
    open: gaps.length,
    carried: one.carried.map((code) => unitTitle(scheme, code, speech.lang)),
  };
}

/** First every piece of evidence, then, from the exam day on, every unit. */
function nextPath(
  caseId: string,
  evidence: readonly ({ id: string } & CheckedEvidence)[],
  gaps: readonly { unit: string }[],
): string | undefined {
  const piece = evidence.find((one) => uncheckedUnits(one).length > 0);
  if (piece) return assessmentPaths.evidence(caseId, piece.id);
  return gaps[0] && assessmentPaths.unit(caseId, gaps[0].unit);
}

export const examDayPage = (view: CaseView, speech: Speech, now: Date) => ({
  title: speech.t('assessments.moveExam'),
  head: paperHead(view, speech),
  crumbs: deskCrumbs(view, speech, speech.t('assessments.moveExam')),
  line: caseLine(view, speech),
  action: assessmentPaths.examDay(view.one.id),
  back: assessmentPaths.desk(view.one.id),
  first: isoDay(now),
});

export const declinePage = (view: CaseView, speech: Speech) => {
  const isOffered = caseStates.can('accept', view.one.state);
  const title = speech.t(isOffered ? 'assessments.declineTitle' : 'assessments.giveBackTitle');
  return {
    title,
    head: paperHead(view, speech),
    crumbs: deskCrumbs(view, speech, title),
    action: assessmentPaths.decline(view.one.id),
    isOffered,
    kinds: declineKinds.map((kind) => ({ value: kind, text: speech.t(`assessments.decline.${kind}`) })),
  };
};

export const assessorConsentPage = (view: CaseView, speech: Speech) => ({
  title: speech.t('assessments.consent'),
  head: paperHead(view, speech),
  crumbs: deskCrumbs(view, speech, speech.t('assessments.consent')),
  action: assessmentPaths.consent(view.one.id),
  back: assessmentPaths.desk(view.one.id),
  consent: view.one.consent,
  statements: statementsOf(view.one.consent.version),
  signedAt: view.one.consent.assessorAt,
  maySign: caseStates.can('signConsent', view.one.state) && !view.one.consent.assessorAt,
});
