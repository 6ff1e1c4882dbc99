/** Telling those who mark what waits for them, at most once a day. */
import { fromWib, isoDay } from '../../platform/format.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { listAccountsWithRole, writeToAll } from '../accounts/index.ts';
import { findCohort } from '../programmes/index.ts';
import { letters } from './assignments.mail.ts';
import { SubmissionModel } from './submission.model.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'assignments.tellMarkers': { cohort: string };
  }
}

const dayInMs = 86_400_000;

/** Asks for one letter tomorrow at seven in the morning, however many works are sent until then. It says what waits then. */
export async function tellMarkersLater(cohort: string, now: Date): Promise<void> {
  const tomorrow = isoDay(new Date(now.getTime() + dayInMs));
  const uniqueKey = `assignments.tellMarkers@${cohort}@${tomorrow}`;
  await enqueue('assignments.tellMarkers', { cohort }, { uniqueKey, runAt: fromWib(tomorrow, '07:00') });
}

/** Tells the cohort's instructors what waits; nothing when all has been marked meanwhile. */
export async function tellMarkers(cohortId: string): Promise<void> {
  const [cohort, count, instructors] = await Promise.all([
    findCohort(cohortId),
    SubmissionModel.countDocuments({ cohort: cohortId, state: 'submitted' }),
    listAccountsWithRole('instructor', cohortId),
  ]);
  if (!cohort || count === 0) return;
  const ids = instructors.map(({ id }) => id);
  await writeToAll(ids, letters.waiting(count, cohort.name));
}
