import { listDeadJobs, listFailingJobs } from '../../platform/jobs/index.ts';

/** How many jobs wait for somebody to look: those that are given up and those that failed and are tried again. */
export async function countFailedJobs(): Promise<number> {
  const [failing, dead] = await Promise.all([listFailingJobs(1), listDeadJobs(1)]);
  return failing.total + dead.total;
}
