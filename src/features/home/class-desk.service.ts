/** What waits for those who teach a cohort, mentor in it, or run the centre where it meets. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { countLearnersIn } from '../admissions/index.ts';
import { countWaitingWork } from '../assignments/index.ts';
import { attendancePolicy, type ClassMeeting, sessionsAheadOf } from '../attendance/index.ts';
import { completionPolicy, countBehind } from '../completion/index.ts';
import { findCurriculum } from '../courses/index.ts';
import { type Cohort, cohortStates, findCohorts, listCohortsAt } from '../programmes/index.ts';

export type ClassStanding = Readonly<{
  cohort: Cohort;
  weeks: number;
  learners: number;
  /** As many as the list of learners shows when it is narrowed to them. */
  behind: number;
  meeting: ClassMeeting | undefined;
  /** Whether this person takes attendance there, and helps learners in who cannot sign in. */
  mayRecord: boolean;
  mayHelpIn: boolean;
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
  const current = [...cohorts.values()].filter(({ state }) => cohortStates.is('notEnded', state));
  const ahead = await sessionsAheadOf(current, now);
  const classes = await Promise.all(
    current.map((cohort) => standingOf(cohort, ahead.get(cohort.id)?.next, actor, now)),
  );
  return { classes, waitingWork };
}

async function standingOf(
  cohort: Cohort,
  meeting: ClassMeeting | undefined,
  actor: Actor,
  now: Date,
): Promise<ClassStanding> {
  const [learners, behind, { weeks }] = await Promise.all([
    countLearnersIn([cohort.id]),
    countBehind(cohort, now),
    findCurriculum(cohort.curriculum),
  ]);
  const mayRecord = attendancePolicy.record(actor, { cohort }).allowed;
  const mayHelpIn = completionPolicy.helpIn(actor, { cohort }).allowed;
  return { cohort, weeks, learners, behind, meeting, mayRecord, mayHelpIn };
}
