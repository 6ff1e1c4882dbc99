/** What stands between a learner and the certificate. */
import type { CaseSummary } from '../assessments/index.ts';

export type Waiting =
  | { for: 'admission' }
  | { for: 'completion'; cohort: string }
  | { for: 'decision' | 'competence' | 'printing'; case: string };

/** The one thing that comes next; the certificate itself is printed within minutes of the panel's decision. */
export function waitingFor(enrolment: { cohort: string } | undefined, assessed: CaseSummary | undefined): Waiting {
  if (!enrolment) return { for: 'admission' };
  if (!assessed) return { for: 'completion', cohort: enrolment.cohort };
  if (assessed.outcome === undefined) return { for: 'decision', case: assessed.id };
  return { for: assessed.outcome === 'competent' ? 'printing' : 'competence', case: assessed.id };
}
