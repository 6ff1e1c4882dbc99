import { NotFound } from '../../platform/errors.ts';
import { findCohort } from './cohort.list.service.ts';
import type { Cohort } from './cohort.service.ts';
import { findProgramme, type Programme } from './programme.service.ts';

/** For routes about a cohort: it and its programme, or NotFound. */
export async function loadCohort(req: {
  params: { cohortId: string };
}): Promise<{ cohort: Cohort; programme: Programme }> {
  const cohort = await findCohort(req.params.cohortId);
  const programme = cohort && (await findProgramme(cohort.programme));
  if (!programme) throw new NotFound();
  return { cohort, programme };
}
