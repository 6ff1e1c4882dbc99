/** The letters about minutes and what is decided in them: to whoever is waited for, and to whomever it concerns. */
import type { Letters } from '../accounts/index.ts';
import type { AssessmentCase } from '../assessments/index.ts';
import type { MinuteRecord } from './minute.model.ts';

type Case = Pick<AssessmentCase, 'id' | 'number' | 'examOn'>;
type Minute = Readonly<{ id: string } & Pick<MinuteRecord, 'number' | 'heldOn' | 'place'>>;

const minutePath = ({ id }: Minute) => `/pleno/${id}` as const;

const toCandidate = {
  setAside:
    (one: Case) =>
    ({ t, f }) => ({
      subject: t('assessments.mailSetAsideSubject', { number: one.number }),
      text: t('panels.mailSetAsideCandidate', { number: one.number, day: f.longDate(one.examOn) }),
      path: `/uji/${one.id}`,
    }),

  /** The outcome stands on the page, not in a letter. */
  decided:
    (one: Case) =>
    ({ t }) => ({
      subject: t('panels.mailDecidedSubject', { number: one.number }),
      text: t('panels.mailDecided', { number: one.number }),
      path: `/uji/${one.id}`,
    }),
} satisfies Letters;

const toAssessor = {
  takenAway:
    (one: Case) =>
    ({ t }) => ({
      subject: t('assessments.mailSetAsideSubject', { number: one.number }),
      text: t('panels.mailSetAsideAssessor', { number: one.number }),
      path: '/asesor',
    }),
} satisfies Letters;

const toMember = {
  meeting:
    (minute: Minute) =>
    ({ t, f }) => ({
      subject: t('panels.mailMeetingSubject', { number: minute.number }),
      text: t('panels.mailMeeting', { number: minute.number, at: f.dateTime(minute.heldOn), place: minute.place }),
      path: minutePath(minute),
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
      path: minutePath(minute),
    }),

  notOnPanel:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailNotOnPanelSubject', { number: minute.number }),
      text: t('panels.mailNotOnPanel', { number: minute.number }),
      path: minutePath(minute),
    }),

  minuteWaits:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailMinuteSubject', { number: minute.number }),
      text: t('panels.mailMinute', { number: minute.number }),
      path: minutePath(minute),
    }),

  /** Every change takes the signatures away, so whoever had signed is waited for again. */
  signatureGone:
    (minute: Minute) =>
    ({ t }) => ({
      subject: t('panels.mailUnsignedSubject', { number: minute.number }),
      text: t('panels.mailUnsigned', { number: minute.number }),
      path: minutePath(minute),
    }),
} satisfies Letters;

export const letters = { ...toCandidate, ...toAssessor, ...toMember };
