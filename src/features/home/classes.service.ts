/** Every class that somebody belongs to: as a learner, as one who teaches or mentors, or as the centre's admin. */
import type { Paged } from '../../platform/paging.ts';
import { type Actor, scopesOf } from '../accounts/index.ts';
import { listOwnEnrolments } from '../admissions/index.ts';
import { findCurriculum } from '../courses/index.ts';
import { isOver } from '../lessons/index.ts';
import { type Cohort, listCohortsAmong } from '../programmes/index.ts';

export type OwnClass = Readonly<{ cohort: Cohort; weeks: number; isLearner: boolean; isOver: boolean }>;

/** A page of 25, those that began last in front; on a page, those that are over stand last. */
export async function listOwnClasses(actor: Actor, page: number, now: Date): Promise<Paged<OwnClass>> {
  const taught = [...scopesOf(actor, 'instructor'), ...scopesOf(actor, 'mentor')];
  const learned = new Set((await listOwnEnrolments(actor.id)).map(({ cohort }) => cohort));
  const own = { ids: [...new Set([...learned, ...taught])], centres: scopesOf(actor, 'centre-admin') };
  const listed = await listCohortsAmong(own, page);
  const classes = await Promise.all(
    listed.items.map(async (cohort) => ({
      cohort,
      weeks: (await findCurriculum(cohort.curriculum)).weeks,
      isLearner: learned.has(cohort.id),
      isOver: isOver(cohort, now),
    })),
  );
  return { ...listed, items: classes.sort((one, other) => Number(one.isOver) - Number(other.isOver)) };
}
