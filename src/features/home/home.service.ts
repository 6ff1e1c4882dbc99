/** All that a person's home is made from. */
import { type Actor, isStaff, scopesOf } from '../accounts/index.ts';
import { findApplications, type OwnApplication } from './applicant.service.ts';
import { type DeskFacts, findDesks } from './desks.service.ts';
import { findLearning, type Learning } from './learner.service.ts';

export type Home = Readonly<{
  learning: Learning | undefined;
  /** Only for those who neither learn nor work here. */
  applications: readonly OwnApplication[] | undefined;
  desks: DeskFacts | undefined;
}>;

/** A learner with several classes sees the one joined last; its page leads to the others. */
export async function findHome(actor: Actor, now: Date): Promise<Home> {
  const cohort = scopesOf(actor, 'learner').at(-1);
  const [learning, desks] = await Promise.all([
    cohort === undefined ? undefined : findLearning(actor.id, cohort, now),
    isStaff(actor) ? findDesks(actor, now) : undefined,
  ]);
  const applications = learning || desks ? undefined : await findApplications(actor.id);
  return { learning, applications, desks };
}
