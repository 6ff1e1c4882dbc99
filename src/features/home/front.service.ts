/** What the school offers to the public now. */
import { NotFound } from '../../platform/errors.ts';
import { countHolders } from '../certificates/index.ts';
import { type Curriculum, findCurriculum } from '../courses/index.ts';
import {
  type ApplicationWindow,
  applicationWindow,
  type Cohort,
  cohortStates,
  findCentre,
  findCentres,
  findCohort,
  findProgramme,
  listOpenCohorts,
  type Programme,
  programmeStates,
  type TrainingCentre,
} from '../programmes/index.ts';

/** A cohort with all that somebody needs to know before applying. */
export type Offer = Readonly<{
  cohort: Cohort;
  programme: Programme;
  centre: TrainingCentre | undefined;
  curriculum: Curriculum;
  window: ApplicationWindow;
}>;

/** Every cohort that takes applications, those that close first in front. */
export async function listOffers(now: Date): Promise<Offer[]> {
  const open = await listOpenCohorts(now);
  const [centres, taught] = await Promise.all([
    findCentres([...new Set(open.map(({ cohort }) => cohort.centre))]),
    Promise.all(open.map(async (one) => ({ ...one, curriculum: await findCurriculum(one.cohort.curriculum) }))),
  ]);
  return taught.map(({ cohort, programme, curriculum }) => ({
    cohort,
    programme,
    centre: centres.get(cohort.centre),
    curriculum,
    window: applicationWindow(cohort, now),
  }));
}

/** How many hold a valid certificate of one of the programmes on offer. */
export const countGraduates = (offers: readonly Offer[], now: Date): Promise<number> =>
  countHolders({ programmes: [...new Set(offers.map(({ programme }) => programme.id))] }, now);

/** One cohort for the public. Throws NotFound while it, or its programme, is still being prepared. */
export async function findOffer(cohortId: string, now: Date): Promise<Offer> {
  const cohort = await findCohort(cohortId);
  if (!cohort || cohortStates.is('planned', cohort.state)) throw new NotFound();
  const [programme, centre, curriculum] = await Promise.all([
    findProgramme(cohort.programme),
    findCentre(cohort.centre),
    findCurriculum(cohort.curriculum),
  ]);
  if (!programme || programmeStates.is('draft', programme.state)) throw new NotFound();
  const window = programmeStates.is('open', programme.state) ? applicationWindow(cohort, now) : 'over';
  return { cohort, programme, centre, curriculum, window };
}
