/** More people than seats, and a verifier who has said of each that all checks are met. */
import { Types } from 'mongoose';
import { createAccount } from '../../../src/features/accounts/index.ts';
import type { Cohort } from '../../../src/features/programmes/index.ts';
import { aSentApplication, decideAll } from '../../admissions/an-application.ts';
import { anOpenCohort, enrolmentTime } from '../../programmes/a-programme.ts';
import { inTurns } from '../turns.ts';
import { copyApplication } from './copies.ts';

export type Queue = Readonly<{ cohort: Cohort; waiting: string[] }>;

/** Nobody signs in as an applicant here, so hashing a password for each would only take time. */
const unused = 'nobody signs in with this';

/** A cohort with one seat, and the ids of applications for it. */
export async function aQueue(length: number): Promise<Queue> {
  const cohort = await anOpenCohort({ seats: 1 });
  const first = await aSentApplication(cohort);
  await decideAll(first);
  const applicants = await inTurns(Array.from({ length: length - 1 }), () => {
    const email = `${String(new Types.ObjectId())}@example.org`;
    return createAccount({ name: 'Sari Wulandari', email, passwordHash: unused }, enrolmentTime);
  });
  return { cohort, waiting: [first.id, ...(await copyApplication(first, applicants))] };
}
