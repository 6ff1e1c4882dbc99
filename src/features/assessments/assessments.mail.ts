/** The letters about cases: to whoever is waited for, and to whoever loses what they had. */
import type { Letters } from '../accounts/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { CaseRecord } from './case.model.ts';
import { answerBy } from './case.rules.ts';

type Case = Readonly<{ id: string } & Pick<CaseRecord, 'number' | 'examOn' | 'offeredAt'>>;

const toCandidate = {
  opened:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailOpenedSubject', { number: one.number }),
      text: t('assessments.mailOpened', { number: one.number, day: f.longDate(one.examOn) }),
      path: assessmentPaths.own(one.id),
    }),

  accepted:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailAcceptedSubject', { number: one.number }),
      text: t('assessments.mailAccepted', { number: one.number }),
      path: assessmentPaths.ownConsent(one.id),
    }),

  /** Both have signed and the self-assessment is there. */
  begun:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailBegunSubject', { number: one.number }),
      text: t('assessments.mailBegun', { number: one.number, day: f.longDate(one.examOn) }),
      path: assessmentPaths.own(one.id),
    }),

  examMoved:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailExamMovedSubject', { number: one.number }),
      text: t('assessments.mailExamMoved', { number: one.number, day: f.longDate(one.examOn) }),
      path: assessmentPaths.own(one.id),
    }),

  /** The assessor who had accepted is gone; what both have signed begins anew with another. */
  assessorGone:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailSetAsideSubject', { number: one.number }),
      text: t('assessments.mailAssessorGone', { number: one.number }),
      path: assessmentPaths.own(one.id),
    }),

  recommended:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailRecommendedSubject', { number: one.number }),
      text: t('assessments.mailRecommended', { number: one.number }),
      path: assessmentPaths.own(one.id),
    }),
} satisfies Letters;

const toAssessor = {
  offered:
    (one: Case, now: Date) =>
    ({ t, f }) => ({
      subject: t('assessments.mailOfferedSubject', { number: one.number }),
      text: t('assessments.mailOffered', {
        number: one.number,
        day: f.longDate(one.examOn),
        until: f.dateTime(answerBy(one.offeredAt ?? now)),
      }),
      path: assessmentPaths.desk(one.id),
    }),

  signatureWaits:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailSignatureSubject', { number: one.number }),
      text: t('assessments.mailSignature', { number: one.number }),
      path: assessmentPaths.consent(one.id),
    }),

  readyToAssess:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailReadySubject', { number: one.number }),
      text: t('assessments.mailReady', { number: one.number, day: f.longDate(one.examOn) }),
      path: assessmentPaths.desk(one.id),
    }),

  /** A case that is not theirs any more has no page for them: the queue is what is left. */
  lapsed:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailLapsedSubject', { number: one.number }),
      text: t('assessments.mailLapsed', { number: one.number }),
      path: assessmentPaths.desks(),
    }),

  replaced:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailReplacedSubject', { number: one.number }),
      text: t('assessments.mailReplaced', { number: one.number }),
      path: assessmentPaths.desks(),
    }),
} satisfies Letters;

const toManager = {
  nobodyFound:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailNobodySubject', { number: one.number }),
      text: t('assessments.mailNobody', { number: one.number }),
      path: assessmentPaths.overseen(one.id),
    }),

  recommendationWaits:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailPanelDueSubject', { number: one.number }),
      text: t('assessments.mailPanelDue', { number: one.number }),
      path: assessmentPaths.panels(),
    }),
} satisfies Letters;

export const letters = { ...toCandidate, ...toAssessor, ...toManager };
