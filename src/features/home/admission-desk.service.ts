/** What waits for the verifiers of a programme. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { applicationStates, listQueue } from '../admissions/index.ts';

export type AdmissionDesk = Readonly<{ waiting: number; oldest: Date | undefined; withApplicants: number }>;

/** Undefined for somebody who verifies for no programme. */
export async function findAdmissionDesk(actor: Actor): Promise<AdmissionDesk | undefined> {
  const programmes = scopesOf(actor, 'verifier');
  if (programmes.length === 0) return undefined;
  const [sent, returned] = await Promise.all([
    listQueue({ programmes, ...applicationStates.after('submit'), page: 1 }),
    listQueue({ programmes, ...applicationStates.after('sendBack'), page: 1 }),
  ]);
  return { waiting: sent.total, oldest: sent.items[0]?.submittedAt, withApplicants: returned.total };
}
