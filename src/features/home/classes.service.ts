/** Every class that somebody belongs to: as a learner, as one who teaches or mentors, or as the centre's admin. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { listOwnEnrolments } from '../admissions/index.ts';
import { findCurriculum } from '../courses/index.ts';
import { isOver } from '../lessons/index.ts';
import { type Cohort, findCohorts, listCohortsAt } from '../programmes/index.ts';

export type OwnClass = Readonly<{ cohort: Cohort; weeks: number; isLearner: boolean; isOver: boolean }>;

/** Those that are not over in front, and of them those that began last. */
export async function listOwnClasses(actor: Actor, now: Date): Promise<OwnClass[]> {
  const taught = [...scopesOf(actor, 'instructor'), ...scopesOf(actor, 'mentor')];
  const centres = scopesOf(actor, 'centre-admin');
  const [enrolments, held] = await Promise.all([
    listOwnEnrolments(actor.id),
    centres.length > 0 ? listCohortsAt(centres) : [],
  ]);
  const learned = new Set(enrolments.map(({ cohort }) => cohort));
  const joined = [...new Set([...learned, ...taught])];
  const found = joined.length > 0 ? await findCohorts(joined) : new Map<string, Cohort>();
  const cohorts = [...new Map([...found.values(), ...held].map((cohort) => [cohort.id, cohort])).values()];
  const classes = await Promise.all(
    cohorts.map(async (cohort) => ({
      cohort,
      weeks: (await findCurriculum(cohort.curriculum)).weeks,
      isLearner: learned.has(cohort.id),
      isOver: isOver(cohort, now),
    })),
  );
  return classes.sort(
    (one, other) =>
      Number(one.isOver) - Number(other.isOver) || other.cohort.startsOn.getTime() - one.cohort.startsOn.getTime(),
  );
}
