/** What certificates do by event. */
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { subscribe } from '../../platform/events.ts';
import { issueCertificate } from './issue.service.ts';
import { installIssuer } from './issuer.service.ts';

/** Registers the listener; called once, when the system starts. */
export function startCertificates(config: Pick<Config, 'school' | 'baseUrl'>): void {
  installIssuer(config);
  subscribe('assessment.decided', 'certificates.issue', async ({ case: caseId, outcome }) => {
    if (outcome === 'competent') await issueCertificate(caseId, now());
  });
}
