/** What the programme's rules say about an application, for those who read it. */
import type { EligibilityRules } from '../programmes/index.ts';
import { type Finding, judgeEligibility } from './eligibility.rules.ts';
import type { Application } from './reading.service.ts';

export const findingsFor = ({ checks, numbers }: Application, rules: EligibilityRules): Finding[] =>
  judgeEligibility(rules, {
    hasNib: checks.nib.number !== undefined,
    role: checks.ownProduct.role,
    capacity: checks.quality.capacity,
    idCardRegion: checks.localId.region,
    nikRegion: numbers.nikRegion,
    nikWarnings: numbers.nikWarnings,
  });

/** An applicant is told what will count against the application while it can still be put right. */
export const warningsFor = (application: Application, rules: EligibilityRules): Finding[] =>
  findingsFor(application, rules).filter(
    ({ check, outcome }) => outcome === 'fail' || (outcome === 'needs-review' && check === 'localId'),
  );
