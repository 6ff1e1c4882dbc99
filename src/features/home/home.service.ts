/** All that a person's home is made from. */
import { type Actor, isStaff, scopesOf } from '../accounts/index.ts';
import { type Cohort, findCohorts } from '../programmes/index.ts';
import { findApplications, findUnseatedApplications, type OwnApplication } from './applicant.service.ts';
import { type DeskFacts, findDesks } from './desks.service.ts';
import { findLearning, type Learning } from './learner.service.ts';

export type Home = Readonly<{
  learning: Learning | undefined;
  /** The cohorts that a learner belongs to besides. */
  otherClasses: readonly Cohort[];
  /** All of those who neither learn nor work here; of the others, those that came to no seat. */
  applications: readonly OwnApplication[];
  desks: DeskFacts | undefined;
}>;

/** A learner with several classes sees the one joined last, with links to the others. */
export async function findHome(actor: Actor, now: Date): Promise<Home> {
  const cohorts = scopesOf(actor, 'learner');
  const [latest, others] = [cohorts.at(-1), cohorts.slice(0, -1)];
  const [learning, otherClasses, desks] = await Promise.all([
    latest === undefined ? undefined : findLearning(actor.id, latest, now),
    others.length > 0 ? findCohorts(others) : undefined,
    isStaff(actor) ? findDesks(actor, now) : undefined,
  ]);
  const applications = await (learning || desks ? findUnseatedApplications(actor.id) : findApplications(actor.id));
  return { learning, otherClasses: [...(otherClasses?.values() ?? [])], applications, desks };
}
