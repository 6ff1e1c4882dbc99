/** What the system does for itself by the clock. */
import { sealAudit } from '../../platform/audit.ts';
import type { Config } from '../../platform/config.ts';
import { defineJob, repeatJob } from '../../platform/jobs/index.ts';
import { recordVerification } from './audit-check.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'audit.seal': Record<string, never>;
    'audit.verify': Record<string, never>;
  }
}

const sealEverySeconds = 10;
const verifyEverySeconds = 24 * 60 * 60;

export function startOperations({ dataDirectory }: Config): void {
  defineJob('audit.seal', { work: () => sealAudit(dataDirectory), maxAttempts: 3 });
  defineJob('audit.verify', { work: () => recordVerification(dataDirectory), maxAttempts: 3, leaseSeconds: 600 });
  repeatJob('audit.seal', sealEverySeconds);
  repeatJob('audit.verify', verifyEverySeconds);
}
