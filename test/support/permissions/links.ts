/** Links that work once, and a job that has been given up. */
import { createSetupLink, inviteStaff, makeResetLink } from '../../../src/features/accounts/index.ts';
import { Job } from '../../../src/platform/jobs/job.model.ts';
import { linkIn } from '../../accounts/letters.ts';
import type { Things } from './things.ts';

const tokenIn = (link: string): Things => ({ token: link.slice(link.lastIndexOf('/') + 1) });

/** Before there is an administrator: afterwards there is none to be had. */
export async function makeSetupLink(address: string, now: Date): Promise<Things> {
  return tokenIn((await createSetupLink(new URL(address), now))!);
}

export async function makeResetThings(address: string, accountId: string, by: string, now: Date): Promise<Things> {
  return tokenIn(await makeResetLink(accountId, by, now, new URL(address)));
}

export async function makeInvitation(cohortId: string, by: string, now: Date): Promise<Things> {
  // Letters stay for the whole run, in which more than one world may be made.
  const email = `calon.mentor.${now.getTime()}@example.org`;
  const authority = { role: 'system-admin', scope: 'system' } as const;
  await inviteStaff({ name: 'Calon Mentor', email, role: 'mentor', scope: cohortId, authority }, by, now);
  return tokenIn(await linkIn(email, '/undangan/'));
}

export async function makeDeadJob(now: Date): Promise<Things> {
  const [job] = await Job.create([{ kind: 'test.dead', payload: '{}', state: 'dead', attempts: 9, diedAt: now }]);
  return { jobId: String(job!._id) };
}
