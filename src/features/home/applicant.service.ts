import { type Application, listOwnApplications } from '../admissions/index.ts';
import { type Cohort, findCohorts } from '../programmes/index.ts';

export type OwnApplication = Readonly<{ application: Application; cohort: Cohort | undefined }>;

/** A person's applications with the cohorts they are for, the latest first. */
export async function findApplications(accountId: string): Promise<OwnApplication[]> {
  const applications = await listOwnApplications(accountId);
  const cohorts =
    applications.length > 0 ? await findCohorts(applications.map(({ cohort }) => cohort)) : new Map<string, Cohort>();
  return applications.map((application) => ({ application, cohort: cohorts.get(application.cohort) }));
}
