/** What the pages about class sessions show. Pure. */
import type { Question } from '../../platform/confirmed.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Person } from '../accounts/index.ts';
import type { Enrolment } from '../admissions/index.ts';
import type { Curriculum } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { type Cohort, programmePaths } from '../programmes/index.ts';
import { statusName } from './attendance.form.ts';
import { attendancePaths } from './attendance.paths.ts';
import { type AttendanceStatus, isEnough, isHolding, mayRecordAt, shareOf, statuses } from './attendance.rules.ts';
import type { ClassMeeting } from './session.service.ts';

const looks: Record<AttendanceStatus, string> = { present: 'good', absent: 'bad', excused: '' };
const statusView = (status: AttendanceStatus, { t }: Speech) => ({
  kind: looks[status],
  text: t(`attendance.status.${status}`),
});

export type SessionsView = Able<'plan' | 'record'> & {
  cohort: Cohort;
  curriculum: Curriculum;
  listed: Paged<ClassMeeting>;
  next: ClassMeeting | undefined;
  /** The learner's own statuses by session; undefined for staff. */
  own: ReadonlyMap<string, AttendanceStatus> | undefined;
};

export function sessionsPage(view: SessionsView, speech: Speech, now: Date) {
  const { cohort, curriculum, own, can } = view;
  const { t, lang } = speech;
  const share = own && shareOf([...own.values()]);
  const needed = cohort.completion.attendancePercent;
  const toCome = { ...speech, toCome: t(isHolding(cohort) ? 'attendance.toCome' : 'attendance.fallsAway') };
  return {
    title: t('attendance.title'),
    crumbs: [
      { text: t('attendance.home'), href: shellPaths.home() },
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: t('attendance.title') },
    ],
    cohort: cohort.name,
    planPath: attendancePaths.plan(cohort.id),
    next: view.next,
    share: share && { ...share, needed, isEnough: isEnough(share, needed) },
    mayPlan: can.plan,
    rows: view.listed.items.map((session) => ({
      ...session,
      href: can.record ? attendancePaths.register(session.id) : undefined,
      state: own ? ownState(own.get(session.id), session, toCome, now) : recordState(session, toCome, now),
    })),
    ...pagerOf(view.listed, attendancePaths.list(cohort.id)),
  };
}

/** What is said of a session that the plan has for later. */
type ToCome = Speech & { toCome: string };

function ownState(status: AttendanceStatus | undefined, session: ClassMeeting, speech: ToCome, now: Date) {
  if (status) return statusView(status, speech);
  return { kind: '', text: session.endsAt > now ? speech.toCome : speech.t('attendance.notRecorded') };
}

function recordState({ recordedAt, startsAt }: ClassMeeting, { t, toCome }: ToCome, now: Date) {
  if (recordedAt) return { kind: 'good', text: t('attendance.recorded') };
  return mayRecordAt(startsAt, now) ? { kind: 'warn', text: t('attendance.toRecord') } : { kind: '', text: toCome };
}

export type PlanView = { cohort: Cohort; teachers: readonly Person[]; actorId: string };

export function planPage({ cohort, teachers, actorId }: PlanView, { t }: Speech) {
  const own = teachers.find(({ id }) => id === actorId);
  return {
    title: t('attendance.plan'),
    crumbs: [{ text: t('attendance.title'), href: attendancePaths.list(cohort.id) }, { text: t('attendance.plan') }],
    path: attendancePaths.plan(cohort.id),
    staffPath: programmePaths.cohort(cohort.id),
    teachers: teachers.map(({ id, name }) => ({ value: id, text: name })),
    values: { from: '09:00', until: '12:00', ...(own ? { teacher: own.id } : {}) },
  };
}

/** Before a session outside of the class's term is planned. */
export const outsideQuestion = (
  { id, startsOn, examOn }: Cohort,
  startsAt: Date,
  { t, f }: Speech,
): Omit<Question, 'change'> => ({
  title: t('attendance.outsideTitle'),
  crumbs: [{ text: t('attendance.title'), href: attendancePaths.list(id) }, { text: t('attendance.plan') }],
  consequences: [
    t('attendance.outside', { date: f.weekday(startsAt), from: f.date(startsOn), until: f.date(examOn) }),
    t('attendance.outsideCounts'),
  ],
  button: t('attendance.planAnyway'),
  back: attendancePaths.plan(id),
});

export type RegisterView = {
  meeting: ClassMeeting;
  cohort: Cohort;
  enrolments: Paged<Enrolment>;
  people: ReadonlyMap<string, Person>;
  recorded: ReadonlyMap<string, AttendanceStatus>;
};

export function registerPage(view: RegisterView, speech: Speech, now: Date) {
  const { meeting, cohort, people, recorded, enrolments } = view;
  const { t } = speech;
  const pager = pagerOf(enrolments, attendancePaths.register(meeting.id));
  return {
    title: meeting.topic,
    crumbs: [{ text: t('attendance.title'), href: attendancePaths.list(cohort.id) }, { text: meeting.topic }],
    path: enrolments.page > 1 ? pager.pathOf(enrolments.page) : attendancePaths.register(meeting.id),
    printPathOf: pagerOf(enrolments, attendancePaths.print(meeting.id)).pathOf,
    meeting,
    cohort: cohort.name,
    teacher: people.get(meeting.teacher)?.name ?? '',
    recordedBy: meeting.recordedBy && people.get(meeting.recordedBy)?.name,
    isOpen: mayRecordAt(meeting.startsAt, now),
    isFirst: enrolments.items.every(({ id }) => !recorded.has(id)),
    learners: enrolments.items.map(({ id, account }, index) => {
      const status = recorded.get(id);
      return {
        place: (enrolments.page - 1) * registerSize + index + 1,
        name: people.get(account)?.name ?? '',
        field: statusName(id),
        status,
        state: status && statusView(status, speech),
      };
    }),
    statuses: statuses.map((status) => ({ value: status, text: t(`attendance.status.${status}`) })),
    ...pager,
  };
}

/** Learners on one page of a register: a whole class normally, and few enough for one form. */
export const registerSize = 100;
