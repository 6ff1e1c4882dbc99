import { findPerson } from '../accounts/index.ts';
import { findAssessor } from '../assessors/index.ts';
import { findCentre, findCohort } from '../programmes/index.ts';
import type { CaseView } from './case.view.ts';

/** A case as its assessor sees it: who is examined and where, and until when the own licence holds. */
export async function gatherDesk(view: CaseView) {
  const { one } = view;
  const [candidate, cohort, entry] = await Promise.all([
    findPerson(one.account),
    findCohort(one.cohort),
    one.assessor ? findAssessor({ account: one.assessor }) : undefined,
  ]);
  const centre = cohort && (await findCentre(cohort.centre));
  return {
    ...view,
    candidate: candidate?.name ?? one.number,
    place: centre?.name ?? '',
    licenceUntil: entry?.licence.until,
  };
}
