import { recordAudit } from '../../platform/audit.ts';
import { NotFound } from '../../platform/errors.ts';
import { listDeadJobs, listFailingJobs, retryJob } from '../../platform/jobs/index.ts';

/** How many jobs wait for somebody to look: those that are given up and those that failed and are tried again. */
export async function countFailedJobs(): Promise<number> {
  const [failing, dead] = await Promise.all([listFailingJobs(1), listDeadJobs(1)]);
  return failing.total + dead.total;
}

/** Has a job tried again at once because somebody asked for it. Throws NotFound when it does not wait any more. */
export async function retryAsAsked(jobId: string, by: string): Promise<void> {
  if (!(await retryJob(jobId))) throw new NotFound();
  await recordAudit({ actor: by, action: 'jobs.retry', target: { kind: 'job', id: jobId } });
}
