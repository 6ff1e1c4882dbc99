/** When somebody who is not yet competent may be examined again, and in what. Pure. */
import { fromWib, isoDay } from '../../platform/format.ts';
import type { Outcome, UnitOutcome } from './competency.rules.ts';

export type ReassessmentTerms = Readonly<{
  /** Days between the panel's decision and the next request: time to learn what was missing. */
  waitingDays: number;
  /** Examinations in all, the first one included. */
  maxCycles: number;
}>;

/** What holds for a scheme that sets no terms of its own. */
export const defaultTerms: ReassessmentTerms = { waitingDays: 14, maxCycles: 3 };

export type Decided = Readonly<{
  cycle: number;
  decision?: Readonly<{ outcome: Outcome; at: Date }> | undefined;
}>;

export type Reassessment =
  | { may: true }
  | { may: false; reason: 'not-decided' | 'competent' | 'no-cycle-left' }
  | { may: false; reason: 'too-early'; from: Date };

/** The waiting days are days of the calendar in WIB; on the last of them it is still too early. */
export function decideReassessment({ cycle, decision }: Decided, terms: ReassessmentTerms, now: Date): Reassessment {
  if (!decision) return { may: false, reason: 'not-decided' };
  if (decision.outcome === 'competent') return { may: false, reason: 'competent' };
  if (cycle >= terms.maxCycles) return { may: false, reason: 'no-cycle-left' };
  const from = new Date(fromWib(isoDay(decision.at)).getTime() + terms.waitingDays * 86_400_000);
  return now < from ? { may: false, reason: 'too-early', from } : { may: true };
}

/** Only what is not yet competent is examined again; what is competent is carried over. */
export function splitUnits(found: readonly UnitOutcome[]): { again: string[]; carried: string[] } {
  const of = (outcome: Outcome) => found.filter((one) => one.outcome === outcome).map(({ unit }) => unit);
  return { again: of('not-yet-competent'), carried: of('competent') };
}
