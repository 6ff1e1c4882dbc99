import { type Application, listOwnApplications } from '../admissions/index.ts';
import { type Cohort, findCohorts } from '../programmes/index.ts';

export type OwnApplication = Readonly<{ application: Application; cohort: Cohort | undefined }>;

/** A person's applications with the cohorts they are for, the latest first. */
export const findApplications = async (accountId: string): Promise<OwnApplication[]> =>
  withCohorts(await listOwnApplications(accountId));

/** Those that came to no seat and were not taken back: for somebody with a class or a desk the others are history. */
export const findUnseatedApplications = async (accountId: string): Promise<OwnApplication[]> =>
  withCohorts(
    (await listOwnApplications(accountId)).filter(({ state }) => state !== 'accepted' && state !== 'withdrawn'),
  );

/** Most who have a class or a desk apply nowhere else, and are spared the question for cohorts. */
async function withCohorts(applications: readonly Application[]): Promise<OwnApplication[]> {
  if (applications.length === 0) return [];
  const cohorts = await findCohorts(applications.map(({ cohort }) => cohort));
  return applications.map((application) => ({ application, cohort: cohorts.get(application.cohort) }));
}
