/** Competency assessment: routing to an assessor, the candidate's case, the assessor's record and recommendation. */
import './strings.ts';

export { startAssessments } from './assessments.jobs.ts';
export { assessmentRoutes } from './assessments.routes.ts';

export { type AssessmentCase, findCase, mustChangeCase, recommendationOf } from './case.service.ts';
export { listBeforePanel, listWaitingForPanel } from './case-list.service.ts';
export { caseStates } from './case.states.ts';
export { examDate } from './case.rules.ts';
export type { SetAsideRecord } from './case.model.ts';
export {
  type DecidedUnit,
  type DecisionRecord,
  type ParticularsRecord as Particulars,
  particularsPart,
} from './decision.model.ts';
export { findParticulars } from './particulars.service.ts';
export type { CaseSummary, DecidedCase } from './summary.service.ts';
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
export { type CertificateState, certificateStates } from './certificate.states.ts';
export { type Standing, standingOf, type Validity } from './standing.rules.ts';

/** What a panel judges by. */
export { type Outcome, outcomes, overallOutcome } from './competency.rules.ts';
export { fingerprintOf, type RecommendedUnit, recommendedUnits } from './record.rules.ts';
export type { LastingBar, Tie } from './routing.rules.ts';
export { findInvolved, type Involved } from './recommender.service.ts';
export { type SetAsideKind, setAsideKinds } from './set-aside.rules.ts';
export { withoutAssessor } from './routing.service.ts';

/** What the pages of a panel show of a case. */
export { type CaseView, unitOf, viewCase } from './case.view.ts';
export { casePolicy } from './case.policy.ts';
export { caseLine, outcomePill, paperHead, type Pill, unitTitle } from './case.page.ts';
export { recordRows } from './record.page.ts';
export type { Names } from './desk.page.ts';
export { loadOverseen, overseenAgain } from './certification.routes.ts';

/** The services that the pages call, for the demo, which walks the same way. */
export { moveExam } from './exam-day.service.ts';
export { addEvidence, checkEvidence } from './evidence.service.ts';
export { saveFinding, sendRecommendation } from './finding.service.ts';
export { acceptCase } from './offer.service.ts';
export { openCase } from './opening.service.ts';
export { saveClaim, sendSelfAssessment, signAsAssessor, signAsCandidate } from './preparation.service.ts';
export { routeCase } from './routing.service.ts';
export { assessmentPaths } from './assessments.paths.ts';
