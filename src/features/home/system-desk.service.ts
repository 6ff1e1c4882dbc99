/** How the machine is, for whoever looks after it. */
import { listDeadJobs } from '../../platform/jobs/index.ts';
import { type Actor, holds, wholeSystem } from '../accounts/index.ts';
import { latestVerification } from '../operations/index.ts';

export type SystemDesk = Readonly<{
  deadJobs: number;
  /** Undefined before the first verification of the audit trail. */
  isTrailWhole: boolean | undefined;
  checkedAt: Date | undefined;
}>;

export async function findSystemDesk(actor: Actor): Promise<SystemDesk | undefined> {
  if (!holds(actor, 'system-admin', wholeSystem)) return undefined;
  const [{ total }, check] = await Promise.all([listDeadJobs(1), latestVerification()]);
  return { deadJobs: total, isTrailWhole: check?.isWhole, checkedAt: check?.checkedAt };
}
