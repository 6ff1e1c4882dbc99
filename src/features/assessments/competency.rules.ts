/**
 * When somebody is competent. Pure. Its inputs are evidence that an assessor has checked and what the assessor found: a
 * quiz score, a mark or an attendance share has no way in.
 */

/** The rules of evidence, in Indonesia known as VATM: valid, asli, terkini, memadai (domain.md 2.5). */
export const evidenceRules = ['valid', 'authentic', 'current', 'sufficient'] as const;
export type EvidenceRule = (typeof evidenceRules)[number];
export type EvidenceCheck = Readonly<Record<EvidenceRule, boolean>>;

export const outcomes = ['competent', 'not-yet-competent'] as const;
export type Outcome = (typeof outcomes)[number];

/** The columns of FR.AK.02. */
export const methods = [
  'observation',
  'portfolio',
  'third-party',
  'interview',
  'oral',
  'written',
  'project',
  'other',
] as const;
export type Method = (typeof methods)[number];

export type CheckedEvidence = Readonly<{ units: readonly string[]; check?: EvidenceCheck | undefined }>;
export type UnitOutcome = Readonly<{ unit: string; outcome: Outcome }>;

export const meetsEvidenceRules = (check: EvidenceCheck | undefined): boolean =>
  check !== undefined && evidenceRules.every((rule) => check[rule]);

/** A unit can be found competent only on at least one piece of evidence that keeps all four rules. */
export const isSupported = (unit: string, evidence: readonly CheckedEvidence[]): boolean =>
  evidence.some(({ units, check }) => units.includes(unit) && meetsEvidenceRules(check));

/** Competent over all only when every unit is. */
export const overallOutcome = (units: readonly string[], found: readonly UnitOutcome[]): Outcome =>
  units.length > 0 && units.every((unit) => found.some((one) => one.unit === unit && one.outcome === 'competent'))
    ? 'competent'
    : 'not-yet-competent';

/** Why a unit keeps the recommendation from being sent. */
export type UnitGap = 'unchecked' | 'unjudged' | 'unsupported';

/** The gaps by unit that are still open; a recommendation may be sent when there is none. */
export function findGaps(
  units: readonly string[],
  found: readonly UnitOutcome[],
  evidence: readonly CheckedEvidence[],
): { unit: string; gap: UnitGap }[] {
  return units.flatMap((unit) => {
    const gap = gapOf(unit, found.find((one) => one.unit === unit)?.outcome, evidence);
    return gap ? [{ unit, gap }] : [];
  });
}

function gapOf(unit: string, outcome: Outcome | undefined, evidence: readonly CheckedEvidence[]): UnitGap | undefined {
  if (evidence.some(({ units, check }) => units.includes(unit) && check === undefined)) return 'unchecked';
  if (outcome === undefined) return 'unjudged';
  return outcome === 'competent' && !isSupported(unit, evidence) ? 'unsupported' : undefined;
}

/** After a year the trade, the prices and the rules have moved on; the assessor may still say why it counts. */
const currencyMonths = 12;

/** Whether evidence made on `madeOn` is older than twelve months at `at`, and has to be questioned. */
export function isDated(madeOn: Date, at: Date): boolean {
  const limit = new Date(at);
  limit.setUTCMonth(limit.getUTCMonth() - currencyMonths);
  return madeOn < limit;
}
