/** What the school offers to the public now. */
import { NotFound } from '../../platform/errors.ts';
import { countCertificates } from '../certificates/index.ts';
import { type Curriculum, findCurriculum } from '../courses/index.ts';
import {
  type ApplicationWindow,
  applicationWindow,
  type Cohort,
  findCentre,
  findCentres,
  findCohort,
  findProgramme,
  findProgrammes,
  listOpenCohorts,
  type Programme,
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
  const cohorts = await listOpenCohorts(now);
  const [programmes, centres, curricula] = await Promise.all([
    findProgrammes([...new Set(cohorts.map(({ programme }) => programme))]),
    findCentres([...new Set(cohorts.map(({ centre }) => centre))]),
    Promise.all(cohorts.map(({ curriculum }) => findCurriculum(curriculum))),
  ]);
  return cohorts.flatMap((cohort, index) => {
    const programme = programmes.get(cohort.programme);
    if (!programme) return [];
    const window = applicationWindow(cohort, now);
    return [{ cohort, programme, centre: centres.get(cohort.centre), curriculum: curricula[index]!, window }];
  });
}

/** How many hold a certificate of one of the programmes on offer. */
export async function countGraduates(offers: readonly Offer[]): Promise<number> {
  const programmes = [...new Set(offers.map(({ programme }) => programme.id))];
  const counts = await Promise.all(programmes.map((programme) => countCertificates({ programme })));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** One cohort for the public. Throws NotFound while it, or its programme, is still being prepared. */
export async function findOffer(cohortId: string, now: Date): Promise<Offer> {
  const cohort = await findCohort(cohortId);
  if (!cohort || cohort.state === 'planned') throw new NotFound();
  const [programme, centre, curriculum] = await Promise.all([
    findProgramme(cohort.programme),
    findCentre(cohort.centre),
    findCurriculum(cohort.curriculum),
  ]);
  if (!programme || programme.state === 'draft') throw new NotFound();
  const window = programme.state === 'open' ? applicationWindow(cohort, now) : 'over';
  return { cohort, programme, centre, curriculum, window };
}
