/** Telling applicants what became of their application, and verifiers, at most once a day, what waits for them. */
import { enqueueForTomorrow } from '../../platform/jobs/index.ts';
import { writeTo, writeToHolders } from '../accounts/index.ts';
import { findProgramme } from '../programmes/index.ts';
import { type ApplicationNews, letters } from './admissions.mail.ts';
import { ApplicationModel } from './application.model.ts';
import { applicationStates } from './application.states.ts';
import { findApplication } from './reading.service.ts';

export async function tellApplicant(applicationId: string, news: ApplicationNews): Promise<void> {
  const application = await findApplication(applicationId);
  if (application) await writeTo(application.applicant, letters.news(news, application));
}

export const tellVerifiersLater = (programme: string, now: Date): Promise<void> =>
  enqueueForTomorrow('admissions.tellVerifiers', { programme }, programme, now);

/** What waits in the programme by then, those that were fixed included; nothing when all has been decided meanwhile. */
export async function tellVerifiers(programmeId: string): Promise<void> {
  const [programme, count] = await Promise.all([
    findProgramme(programmeId),
    ApplicationModel.countDocuments({ programme: programmeId, ...applicationStates.where('withVerifiers') }),
  ]);
  if (!programme || count === 0) return;
  await writeToHolders({ role: 'verifier', scope: programmeId }, letters.waiting(count, programme.name));
}
