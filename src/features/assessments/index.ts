/** Competency assessment: routing to an assessor, the candidate's case, the assessor's record, the panel's decision. */
import './strings.ts';
import type { Outcome } from './competency.rules.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'assessment.decided': { case: string; enrolment: string; account: string; outcome: Outcome };
  }
}

export { type ParticularsRecord as Particulars, particularsPart } from './decision.model.ts';
export type { CaseSummary, DecidedCase } from './summary.service.ts';
export { startAssessments } from './assessments.jobs.ts';
export { assessmentRoutes } from './assessments.routes.ts';
export { type AssessmentCase, findCase } from './case.service.ts';
export { findParticulars } from './particulars.service.ts';
export {
  certificateStates,
  type CertificateState,
  type Standing,
  standingOf,
  type Validity,
} from './standing.rules.ts';
export {
  assessorDesk,
  caseOf,
  casesOf,
  certificationDesk,
  countDecisions,
  countOpenCases,
  findDecidedCase,
  reassessmentOf,
} from './summary.service.ts';

/** The services that the pages call, for the demo, which walks the same way. */
export { signMinute } from './closing.service.ts';
export { moveExam } from './exam-day.service.ts';
export { addEvidence, checkEvidence } from './evidence.service.ts';
export { saveFinding, sendRecommendation } from './finding.service.ts';
export { addCases, findMinute, openMinute, panelDesk } from './minute.service.ts';
export { acceptCase } from './offer.service.ts';
export { openCase } from './opening.service.ts';
export { saveClaim, sendSelfAssessment, signAsAssessor, signAsCandidate } from './preparation.service.ts';
export { routeCase } from './routing.service.ts';
