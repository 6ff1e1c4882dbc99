/** What waits for those who teach a cohort, mentor in it, or run the centre where it meets. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { listEnrolments } from '../admissions/index.ts';
import { countWaitingWork } from '../assignments/index.ts';
import { type ClassMeeting, nextSession } from '../attendance/index.ts';
import { findCurriculum } from '../courses/index.ts';
import { countLessonsRead, weekOf } from '../lessons/index.ts';
import { type Cohort, findCohorts, listCohortsAt } from '../programmes/index.ts';
import { lessonsPlanned } from './class-desk.rules.ts';

export type ClassStanding = Readonly<{
  cohort: Cohort;
  weeks: number;
  learners: number;
  /** Learners who have read less than was planned for the weeks that are over. */
  behind: number;
  meeting: ClassMeeting | undefined;
}>;

export type ClassDesk = Readonly<{
  classes: readonly ClassStanding[];
  /** Works to be marked; undefined for those who mark none. */
  waitingWork: number | undefined;
}>;

/** Undefined for somebody who has nothing to do with any cohort. */
export async function findClassDesk(actor: Actor, now: Date): Promise<ClassDesk | undefined> {
  const taught = scopesOf(actor, 'instructor');
  const [joined, centres] = [[...taught, ...scopesOf(actor, 'mentor')], scopesOf(actor, 'centre-admin')];
  if (joined.length === 0 && centres.length === 0) return undefined;
  const [own, held, waitingWork] = await Promise.all([
    joined.length > 0 ? findCohorts(joined) : undefined,
    centres.length > 0 ? listCohortsAt(centres) : [],
    taught.length > 0 ? countWaitingWork(taught) : undefined,
  ]);
  const cohorts = new Map([...(own?.values() ?? []), ...held].map((cohort) => [cohort.id, cohort]));
  const current = [...cohorts.values()].filter(({ state }) => state !== 'ended');
  const classes = await Promise.all(current.map((cohort) => standingOf(cohort, now)));
  return { classes, waitingWork };
}

async function standingOf(cohort: Cohort, now: Date): Promise<ClassStanding> {
  const [enrolments, meeting, curriculum] = await Promise.all([
    listEnrolments(cohort.id),
    nextSession(cohort.id, now),
    findCurriculum(cohort.curriculum),
  ]);
  const week = weekOf(cohort.startsOn, curriculum.weeks, now);
  const planned = lessonsPlanned(curriculum, week);
  const read = planned > 0 ? await countLessonsRead(enrolments.map(({ id }) => id)) : new Map<string, number>();
  const behind = enrolments.filter(({ id }) => (read.get(id) ?? 0) < planned).length;
  return { cohort, weeks: curriculum.weeks, learners: enrolments.length, behind, meeting };
}
