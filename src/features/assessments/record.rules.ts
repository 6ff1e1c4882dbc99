/** The record of an assessment (FR.AK.02) as its rules and its readers see it. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/canonical.ts';
import { type CaseState, caseStates } from './case.states.ts';
import {
  type EvidenceCheck,
  findGaps,
  isSupported,
  type Outcome,
  type UnitCheck,
  type UnitGap,
  type UnitOutcome,
} from './competency.rules.ts';

type Noted<Check> = Check & Readonly<{ note: string }>;
type Piece = { id: string; checks?: readonly Noted<UnitCheck>[]; check?: Noted<EvidenceCheck> };
type Claim = Readonly<{ unit: string; evidence: readonly string[] }>;
type Finding = Readonly<{ unit: string; recommendation: Outcome }>;
type Judged<Evidence extends Piece> = Readonly<{
  state: CaseState;
  units: readonly string[];
  claims: readonly Claim[];
  evidence: readonly Evidence[];
  findings: readonly Finding[];
}>;

/** A piece with the units for which it stands, and how it was judged for each. */
export type Linked<Evidence> = Omit<Evidence, 'check' | 'checks'> &
  Readonly<{ units: readonly string[]; checks: readonly Noted<UnitCheck>[] }>;

/** Each piece with its units; a piece that stands for none is left out. */
export const linkedEvidence = <Evidence extends Piece>({
  state,
  claims,
  evidence,
}: Pick<Judged<Evidence>, 'state' | 'claims' | 'evidence'>): Linked<Evidence>[] =>
  evidence
    .map((piece) => {
      const units = unitsOf(piece.id, claims);
      return { ...piece, units, checks: checksOf(piece, units, state) };
    })
    .filter(({ units }) => units.length > 0);

/** The units for which the claims offer this piece. */
export const unitsOf = (pieceId: string, claims: readonly Claim[]): string[] =>
  claims.filter((claim) => claim.evidence.includes(pieceId)).map(({ unit }) => unit);

/**
 * Older records judged a piece once for all its units. What a panel has decided on that ground stays as it was decided; in
 * a case that is still open such a check says nothing about any unit, and the piece is judged again for each.
 */
const checksOf = ({ checks = [], check }: Piece, units: readonly string[], state: CaseState): Noted<UnitCheck>[] =>
  check && checks.length === 0 && caseStates.is('decided', state)
    ? units.map((unit) => ({ ...check, unit }))
    : [...checks];

/** A piece as nobody has checked it: what one assessor found is not handed to the next. */
export function unchecked<Evidence extends Piece>(piece: Evidence): Evidence {
  const fresh = { ...piece };
  delete fresh.check;
  delete fresh.checks;
  return fresh;
}

export const recommendedOutcomes = ({ findings }: Pick<Judged<Piece>, 'findings'>): UnitOutcome[] =>
  findings.map(({ unit, recommendation }) => ({ unit, outcome: recommendation }));

/** A unit as it goes before the panel. */
export type RecommendedUnit = Readonly<{
  unit: string;
  recommended: Outcome;
  /** What the assessor named as missing. */
  missing: string;
  /** Whether a piece of evidence for the unit keeps all four rules. */
  isSupported: boolean;
}>;

type Found = Pick<Judged<Piece>, 'state' | 'claims' | 'evidence'> &
  Readonly<{ findings: readonly (Finding & Readonly<{ missing: string }>)[] }>;

export function recommendedUnits(record: Found): RecommendedUnit[] {
  const evidence = linkedEvidence(record);
  return record.findings.map(({ unit, recommendation, missing }) => ({
    unit,
    recommended: recommendation,
    missing,
    isSupported: isSupported(unit, evidence),
  }));
}

/** What keeps the recommendation from being sent, by unit. */
export const openGaps = (record: Judged<Piece>): { unit: string; gap: UnitGap }[] =>
  findGaps(record.units, recommendedOutcomes(record), linkedEvidence(record));

type Frozen = Judged<Piece> &
  Readonly<{
    number: string;
    account: string;
    scheme: string;
    cycle: number;
    carried: readonly string[];
    consent: object;
  }>;

/** SHA-256 of all that a recommendation rests on: the panel decides on exactly this, or not at all. */
export function fingerprintOf(record: Frozen, heldOn: Date | undefined): string {
  const { number, account, scheme, cycle, units, carried, claims, consent, evidence, findings } = record;
  const examined = heldOn === undefined ? {} : { heldOn };
  const content = { number, account, scheme, cycle, units, carried, claims, consent, evidence, findings, ...examined };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
