/** How the machine is, for whoever looks after it. */
import { type Actor, holds, wholeSystem } from '../accounts/index.ts';
import { countFailedJobs, latestVerification } from '../operations/index.ts';

export type SystemDesk = Readonly<{
  /** Given up, or failed and tried again. */
  failedJobs: number;
  /** Undefined before the first verification of the audit trail. */
  isTrailWhole: boolean | undefined;
  checkedAt: Date | undefined;
}>;

export async function findSystemDesk(actor: Actor): Promise<SystemDesk | undefined> {
  if (!holds(actor, 'system-admin', wholeSystem)) return undefined;
  const [failedJobs, check] = await Promise.all([countFailedJobs(), latestVerification()]);
  return { failedJobs, isTrailWhole: check?.isWhole, checkedAt: check?.checkedAt };
}
