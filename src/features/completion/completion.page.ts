/** What the pages about completion show. Pure. */
import type { Language } from '../../platform/i18n.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Person } from '../accounts/index.ts';
import { assignmentPaths } from '../assignments/index.ts';
import { type AttendanceAccount, sessionsToEnough, attendancePaths } from '../attendance/index.ts';
import { assignmentOf, lessonsOf, quizOf } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { type Cohort, programmePaths } from '../programmes/index.ts';
import { quizPaths } from '../quizzes/index.ts';
import { completionPaths } from './completion.paths.ts';
import { type CompletionPart, doneShare, type PartName, percentDone } from './completion.rules.ts';
import type { Completion } from './completion.service.ts';
import { learnerStateOf, type LearnerState } from './plan.rules.ts';
import type { Progress } from './progress.service.ts';
import { type RosterFilter, rosterFilters, type Standing } from './roster.service.ts';

const missingShown = 5;

export type OwnView = Progress & { completion: Completion | undefined; attendance: AttendanceAccount };

export function ownPage(view: OwnView, { t, f, lang }: Speech) {
  const { cohort, curriculum, decision, completion } = view;
  const rows = decision.parts.map((part) => ({
    ...partRow(part, view, { t, lang }),
    ...(part.part === 'attendance' ? countedAttendance(part, view.attendance, { t, f }) : { counted: [], missed: [] }),
  }));
  return {
    title: t('completion.title'),
    crumbs: [
      { text: t('completion.home'), href: shellPaths.home() },
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: t('completion.title') },
    ],
    cohort: cohort.name,
    completion,
    met: rows.filter(({ met }) => met).length,
    rows,
    next: completion ? undefined : rows.flatMap(({ missing }) => missing)[0],
  };
}

function partRow(part: CompletionPart, view: OwnView, { t, lang }: Pick<Speech, 't' | 'lang'>) {
  const places = part.missing.map((key) => placeOf(part.part, key, view, lang));
  return {
    ...part,
    title: t(`completion.part.${part.part}`),
    done: t(`completion.done.${part.part}`, { have: part.have, need: part.need }),
    share: doneShare(part),
    state: { kind: part.met ? 'good' : 'warn', text: t(part.met ? 'completion.met' : 'completion.unmet') },
    missing: places.slice(0, missingShown),
    more: Math.max(0, places.length - missingShown),
    href: pathOfPart(part.part, view.cohort),
  };
}

/** How the percentage came about, what would raise it, and the sessions that were missed. */
function countedAttendance(
  { need }: CompletionPart,
  { share, excused, unrecorded, missed }: AttendanceAccount,
  { t, f }: Pick<Speech, 't' | 'f'>,
) {
  const toAttend = sessionsToEnough(share, need);
  return {
    counted: [
      share.held > 0
        ? t('completion.attendance.counted', { present: share.present, held: share.held })
        : t('completion.attendance.noneCounted'),
      ...(excused > 0 ? [t('completion.attendance.excused', { count: excused })] : []),
      ...(unrecorded > 0 ? [t('completion.attendance.unrecorded', { count: unrecorded })] : []),
      ...(toAttend === 0
        ? []
        : [
            toAttend === undefined
              ? t('completion.attendance.cannot')
              : t('completion.attendance.toAttend', { count: toAttend }),
          ]),
    ],
    missed: missed.map(({ startsAt, topic }) => `${f.weekday(startsAt)}: ${topic}`),
  };
}

const pathOfPart = (part: PartName, { id }: Cohort): string =>
  ({
    lessons: lessonPaths.course(id),
    quizzes: lessonPaths.course(id),
    assignments: assignmentPaths.list(id),
    attendance: attendancePaths.list(id),
  })[part];

/** Where a learner does what is missing. */
function placeOf(part: PartName, key: string, { cohort, curriculum }: OwnView, lang: Language) {
  if (part === 'lessons') {
    const lesson = lessonsOf(curriculum).find((one) => one.key === key);
    return { text: lesson?.title ?? key, href: lessonPaths.lessonOf(cohort.id, key) };
  }
  if (part === 'quizzes')
    return { text: quizOf(curriculum, key)?.title[lang] ?? key, href: quizPaths.quiz(cohort.id, key) };
  return { text: assignmentOf(curriculum, key)?.title[lang] ?? key, href: assignmentPaths.one(cohort.id, key) };
}

export type RosterView = Able<'helpIn'> & {
  cohort: Cohort;
  listed: Paged<Standing>;
  people: ReadonlyMap<string, Person>;
  filter: RosterFilter;
  planned: number;
};

const looks: Record<LearnerState, string> = { complete: 'good', onPlan: 'now', behind: 'warn' };

export function rosterPage(view: RosterView, { t }: Speech) {
  const { cohort, listed, filter, planned } = view;
  const path = completionPaths.roster(cohort.id);
  return {
    title: t('completion.roster'),
    crumbs: [{ text: cohort.name, href: programmePaths.cohort(cohort.id) }, { text: t('completion.roster') }],
    cohort: cohort.name,
    path,
    cohortId: cohort.id,
    can: view.can,
    total: listed.total,
    filters: rosterFilters.map((value) => ({ value, text: t(`completion.filter.${value}`) })),
    values: { saring: filter },
    rows: listed.items.map((standing) => {
      const state = learnerStateOf(standing, planned);
      return {
        ...standing,
        name: view.people.get(standing.account)?.name ?? '',
        parts: standing.parts.map(({ part, have, need, met }) => ({
          label: t(`completion.part.${part}`),
          text: t(`completion.short.${part}`, { have, need }),
          met,
        })),
        percent: percentDone(standing.share),
        state: { kind: looks[state], text: t(`completion.learner.${state}`) },
      };
    }),
    planned: percentDone(planned),
    ...pagerOf(listed, path, { saring: filter }),
  };
}
