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

/** What one piece of evidence is worth for one unit: for another it may be too little, or beside the point. */
export type UnitCheck = EvidenceCheck & Readonly<{ unit: string }>;
/** A piece, the units that it is offered for, and the units for which it was judged. */
export type CheckedEvidence = Readonly<{ units: readonly string[]; checks: readonly UnitCheck[] }>;
export type UnitOutcome = Readonly<{ unit: string; outcome: Outcome }>;

export const meetsEvidenceRules = (check: EvidenceCheck | undefined): boolean =>
  check !== undefined && evidenceRules.every((rule) => check[rule]);

/** How the piece was judged for this unit; undefined when it is not offered for it, or nobody has judged it for it. */
export const checkFor = <Check extends UnitCheck>(
  unit: string,
  { units, checks }: Readonly<{ units: readonly string[]; checks: readonly Check[] }>,
): Check | undefined => (units.includes(unit) ? checks.find((check) => check.unit === unit) : undefined);

/** The units for which nobody has judged the piece yet. */
export const uncheckedUnits = (piece: CheckedEvidence): string[] =>
  piece.units.filter((unit) => checkFor(unit, piece) === undefined);

/** A unit can be found competent only on at least one piece of evidence that keeps all four rules for that unit. */
export const isSupported = (unit: string, evidence: readonly CheckedEvidence[]): boolean =>
  evidence.some((piece) => meetsEvidenceRules(checkFor(unit, piece)));

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
  if (evidence.some((piece) => uncheckedUnits(piece).includes(unit))) return 'unchecked';
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
