/** More people than seats, and verifiers who have all said that they fit. */
import { createAccount } from '../../../src/features/accounts/index.ts';
import { type Application, submitApplication } from '../../../src/features/admissions/index.ts';
import type { Cohort } from '../../../src/features/programmes/index.ts';
import { aCompleteDraft, decideAll, newNumbers } from '../../admissions/an-application.ts';
import { anOpenCohort, enrolmentTime } from '../../programmes/a-programme.ts';
import { inTurns } from '../turns.ts';

export type Queue = Readonly<{ cohort: Cohort; applications: readonly Application[] }>;

/** Nobody signs in as an applicant here, so hashing a password for each would only take time. */
const unused = 'nobody signs in with this';

/** A cohort with one seat. */
export async function aQueue(count: number): Promise<Queue> {
  const cohort = await anOpenCohort({ seats: 1 });
  const applications = await inTurns(Array.from({ length: count }, newNumbers), async (numbers) => {
    const email = `${numbers.nib}@example.org`;
    const account = await createAccount({ name: 'Sari Wulandari', email, passwordHash: unused }, enrolmentTime);
    await aCompleteDraft(cohort, numbers, account);
    const sending = await submitApplication({ cohort, account }, enrolmentTime);
    if (!sending.sent) throw new Error(`an application was not sent: ${sending.why}`);
    await decideAll(sending.application);
    return sending.application;
  });
  return { cohort, applications };
}
