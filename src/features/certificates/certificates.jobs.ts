/** What certificates do by event. */
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { log } from '../../platform/log.ts';
import { startCounting } from './check-count.service.ts';
import { enqueueIssue, hold, tryAllAgain } from './held.service.ts';
import { currentIssuer, installIssuer } from './issuer.service.ts';
import { issueDue } from './reissue.service.ts';

/** Registers the listener and the job; called once, when the system starts. */
export async function startCertificates(
  config: Pick<Config, 'school' | 'baseUrl' | 'allowsPlainHttp' | 'purpose'>,
): Promise<void> {
  installIssuer(config);
  startCounting();
  subscribe('assessment.decided', 'certificates.issue', async ({ case: caseId, outcome }) => {
    if (outcome === 'competent') await enqueueIssue(caseId);
  });
  defineJob('certificates.issue', {
    maxAttempts: 20,
    subject: ({ number }) => number,
    work: ({ case: caseId }) => issueOrHold(caseId),
  });
  // The address is a setting, so a start is when it may have been mended.
  if (!currentIssuer().addressProblem) await tryAllAgain('address');
}

/** An attempt that fails stays a failed job: it is tried again, and listed until it succeeds. */
async function issueOrHold(caseId: string): Promise<void> {
  try {
    await issueDue(caseId, now());
  } catch (error) {
    await hold(caseId, error, now()).catch((failure: unknown) =>
      log.error({ err: failure, case: caseId }, 'what holds up a certificate was not kept'),
    );
    throw error;
  }
}
