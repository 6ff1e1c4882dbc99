/** The letters about minutes and what is decided in them: to whoever is waited for, and to whomever it concerns. */
import type { Letters } from '../accounts/index.ts';
import { type AssessmentCase, assessmentPaths } from '../assessments/index.ts';
import type { MinuteRecord } from './minute.model.ts';
import { panelPaths } from './panels.paths.ts';

type Case = Pick<AssessmentCase, 'id' | 'number' | 'examOn'>;
type Minute = Readonly<{ id: string } & Pick<MinuteRecord, 'number' | 'heldOn' | 'place'>>;

const toCandidate = {
  setAside:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailSetAsideSubject', { number: one.number }),
      text: t('panels.mailSetAsideCandidate', { number: one.number, day: f.longDate(one.examOn) }),
      path: assessmentPaths.own(one.id),
    }),

  /** The outcome stands on the page, not in a letter. */
  decided:
    (one: Case) =>
    ({ t }) => ({
      subject: t('panels.mailDecidedSubject', { number: one.number }),
      text: t('panels.mailDecided', { number: one.number }),
      path: assessmentPaths.own(one.id),
    }),
} satisfies Letters;

const toAssessor = {
  takenAway:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailSetAsideSubject', { number: one.number }),
      text: t('panels.mailSetAsideAssessor', { number: one.number }),
      path: assessmentPaths.desks(),
    }),
} satisfies Letters;

const toMember = {
  meeting:
    (minute: Minute) =>
    ({ t, f }) => ({
      subject: t('panels.mailMeetingSubject', { number: minute.number }),
      text: t('panels.mailMeeting', { number: minute.number, at: f.dateTime(minute.heldOn), place: minute.place }),
      path: panelPaths.minute(minute.id),
    }),

  meetingMoved:
    (minute: Minute) =>
    ({ t, f }) => ({
      subject: t('panels.mailMeetingMovedSubject', { number: minute.number }),
      text: t('panels.mailMeetingMoved', {
        number: minute.number,
        at: f.dateTime(minute.heldOn),
        place: minute.place,
      }),
      path: panelPaths.minute(minute.id),
    }),

  notOnPanel:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailNotOnPanelSubject', { number: minute.number }),
      text: t('panels.mailNotOnPanel', { number: minute.number }),
      path: panelPaths.minute(minute.id),
    }),

  minuteWaits:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailMinuteSubject', { number: minute.number }),
      text: t('panels.mailMinute', { number: minute.number }),
      path: panelPaths.minute(minute.id),
    }),

  /** Every change takes the signatures away, so whoever had signed is waited for again. */
  signatureGone:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailUnsignedSubject', { number: minute.number }),
      text: t('panels.mailUnsigned', { number: minute.number }),
      path: panelPaths.minute(minute.id),
    }),
} satisfies Letters;

export const letters = { ...toCandidate, ...toAssessor, ...toMember };
