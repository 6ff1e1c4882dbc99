/** Whom it concerns when a cohort ends or a programme closes, counted. */
import { countLearnersIn, countUndecided } from '../admissions/index.ts';
import { countOpenCases } from '../assessments/index.ts';
import { countWaitingWork } from '../assignments/index.ts';
import { countCompletions } from '../completion/index.ts';
import { cohortStates, countCohortsOf } from '../programmes/index.ts';
import { countRunningAttempts } from '../quizzes/index.ts';
import { findStaff } from './notification.service.ts';

export type CohortAffected = Readonly<{
  learners: number;
  /** Of the learners, those who have not completed. */
  unfinished: number;
  /** Quizzes that somebody is taking. */
  attempts: number;
  /** Works that wait for marks. */
  works: number;
  /** Applications that nobody has decided. */
  applications: number;
  /** Examinations that no panel has decided. */
  cases: number;
  /** Instructors and mentors. */
  staff: number;
}>;

export async function affectedByEnd(cohort: string): Promise<CohortAffected> {
  const [learners, completed, attempts, works, applications, cases, staff] = await Promise.all([
    countLearnersIn([cohort]),
    countCompletions({ cohort }),
    countRunningAttempts(cohort),
    countWaitingWork([cohort]),
    countUndecided({ cohort }),
    countOpenCases(cohort),
    findStaff(cohort),
  ]);
  return {
    learners,
    unfinished: Math.max(0, learners - completed),
    attempts,
    works,
    applications,
    cases,
    staff: staff.size,
  };
}

export type ProgrammeAffected = Readonly<{
  /** Cohorts that were to take applications, and those that learn. */
  upcoming: number;
  running: number;
  applications: number;
}>;

export async function affectedByClosing(programme: string): Promise<ProgrammeAffected> {
  const [upcoming, running, applications] = await Promise.all([
    countCohortsOf(programme, cohortStates.where('upcoming')),
    countCohortsOf(programme, cohortStates.where('running')),
    countUndecided({ programme }),
  ]);
  return { upcoming, running, applications };
}
