/** Certificates: issued once and frozen, downloaded by their holders, checked by anyone, revoked or replaced by two people. */
import { Router } from 'express';
import { heldRoutes } from './held.routes.ts';
import { holderRoutes } from './holder.routes.ts';
import { registerRoutes } from './register.routes.ts';
import { replacementRoutes } from './replacement.routes.ts';
import './strings.ts';
import { verificationRoutes } from './verification.routes.ts';

export type { CertificateSummary } from './certificate.service.ts';
export {
  certificatesOf,
  countHolders,
  countReplacementRequests,
  countRevocationRequests,
  listCertifiedEnrolments,
} from './certificate.service.ts';
export { startCertificates } from './certificates.jobs.ts';
export { countHeld, heldAmong } from './held.service.ts';
export { issueCertificate } from './issue.service.ts';
export { issueDue } from './reissue.service.ts';
export { decideReplacement, requestReplacement } from './replacement.service.ts';
export { decideRevocation, requestRevocation } from './revocation.service.ts';
export { standingOf } from './standing.rules.ts';

/** Mounted before the routes of assessments: `/sertifikasi/sertifikat` is no case's id. */
export const certificateRoutes: Router = Router().use(
  verificationRoutes,
  holderRoutes,
  registerRoutes,
  replacementRoutes,
  heldRoutes,
);
export { certificatePaths } from './certificates.paths.ts';
