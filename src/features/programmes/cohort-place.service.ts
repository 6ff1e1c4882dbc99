import { NotFound } from '../../platform/errors.ts';
import { foundFor } from '../../platform/permit.ts';
import type { Actor } from '../accounts/index.ts';
import { findCohort } from './cohort.list.service.ts';
import type { Cohort } from './cohort.service.ts';
import { cohortPolicy } from './programme.policy.ts';
import { findProgramme, type Programme } from './programme.service.ts';

/** For routes about a cohort: it and its programme. To somebody who has nothing to do there it is not found. */
export async function loadCohort(req: {
  params: { cohortId: string };
  actor: Actor;
}): Promise<{ cohort: Cohort; programme: Programme }> {
  const cohort = await findCohort(req.params.cohortId);
  if (!cohort || !isAtWork(req.actor, cohort)) throw new NotFound();
  const programme = await findProgramme(cohort.programme);
  if (!programme) throw new NotFound();
  return { cohort, programme };
}

/** A cohort, to somebody who may see its people. */
export const findCohortAtWork = async (actor: Actor, id: string): Promise<Cohort> =>
  foundFor((reader: Actor, cohort: Cohort) => cohortPolicy.follow(reader, { cohort }), actor, await findCohort(id));

const isAtWork = (actor: Actor, cohort: Cohort): boolean =>
  cohortPolicy.read(actor, { cohort }).allowed || cohortPolicy.giveRoles(actor, { cohort }).allowed;
