/** What stands between a learner and the certificate. */
import type { CaseSummary } from '../assessments/index.ts';

export type Waiting =
  | { for: 'admission' }
  | { for: 'completion'; cohort: string }
  | { for: 'decision' | 'competence' | 'printing' | 'held'; case: string };

/** The one thing that comes next. After the panel's decision the certificate is being made, unless something holds it up. */
export function waitingFor(
  enrolment: { cohort: string } | undefined,
  assessed: CaseSummary | undefined,
  isHeld = false,
): Waiting {
  if (!enrolment) return { for: 'admission' };
  if (!assessed) return { for: 'completion', cohort: enrolment.cohort };
  if (assessed.outcome === undefined) return { for: 'decision', case: assessed.id };
  if (assessed.outcome !== 'competent') return { for: 'competence', case: assessed.id };
  return { for: isHeld ? 'held' : 'printing', case: assessed.id };
}
