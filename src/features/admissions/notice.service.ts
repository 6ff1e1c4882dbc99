/** Telling applicants what became of their application, and verifiers, at most once a day, what waits for them. */
import { fromWib, isoDay } from '../../platform/format.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { listAccountsWithRole, writeTo, writeToAll } from '../accounts/index.ts';
import { findProgramme } from '../programmes/index.ts';
import { type ApplicationNews, letters } from './admissions.mail.ts';
import { ApplicationModel } from './application.model.ts';
import { applicationStates } from './application.states.ts';
import { findApplication } from './reading.service.ts';

const dayInMs = 86_400_000;

export async function tellApplicant(applicationId: string, news: ApplicationNews): Promise<void> {
  const application = await findApplication(applicationId);
  if (application) await writeTo(application.applicant, letters.news(news, application));
}

/** Asks for one letter tomorrow at seven in the morning, however many applications are sent until then. */
export async function tellVerifiersLater(programme: string, now: Date): Promise<void> {
  const tomorrow = isoDay(new Date(now.getTime() + dayInMs));
  const uniqueKey = `admissions.tellVerifiers@${programme}@${tomorrow}`;
  await enqueue('admissions.tellVerifiers', { programme }, { uniqueKey, runAt: fromWib(tomorrow, '07:00') });
}

/** What waits in the programme by then, those that were fixed included; nothing when all has been decided meanwhile. */
export async function tellVerifiers(programmeId: string): Promise<void> {
  const [programme, count, verifiers] = await Promise.all([
    findProgramme(programmeId),
    ApplicationModel.countDocuments({ programme: programmeId, ...applicationStates.where('withVerifiers') }),
    listAccountsWithRole('verifier', programmeId),
  ]);
  if (!programme || count === 0) return;
  const ids = verifiers.map(({ id }) => id);
  await writeToAll(ids, letters.waiting(count, programme.name));
}
