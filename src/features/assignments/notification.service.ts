/** Telling those who mark what waits for them, at most once a day. */
import { enqueueForTomorrow } from '../../platform/jobs/index.ts';
import { writeToHolders } from '../accounts/index.ts';
import { findCohort } from '../programmes/index.ts';
import { letters } from './assignments.mail.ts';
import { SubmissionModel } from './submission.model.ts';
import { submissionStates } from './submission.states.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'assignments.tellMarkers': { cohort: string };
  }
}

export const tellMarkersLater = (cohort: string, now: Date): Promise<void> =>
  enqueueForTomorrow('assignments.tellMarkers', { cohort }, cohort, now);

/** Tells the cohort's instructors what waits by then; nothing when all has been marked meanwhile. */
export async function tellMarkers(cohortId: string): Promise<void> {
  const [cohort, count] = await Promise.all([
    findCohort(cohortId),
    SubmissionModel.countDocuments({ cohort: cohortId, ...submissionStates.where('waiting') }),
  ]);
  if (!cohort || count === 0) return;
  await writeToHolders({ role: 'instructor', scope: cohortId }, letters.waiting(count, cohort.name));
}
