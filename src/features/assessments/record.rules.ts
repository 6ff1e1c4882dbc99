/** The record of an assessment (FR.AK.02) as its rules and its readers see it. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/canonical.ts';
import { type EvidenceCheck, findGaps, type Outcome, type UnitGap, type UnitOutcome } from './competency.rules.ts';

type Piece = { id: string; check?: EvidenceCheck };
type Claim = Readonly<{ unit: string; evidence: readonly string[] }>;
type Finding = Readonly<{ unit: string; recommendation: Outcome }>;
type Judged<Evidence extends Piece> = Readonly<{
  units: readonly string[];
  claims: readonly Claim[];
  evidence: readonly Evidence[];
  findings: readonly Finding[];
}>;

/** A piece with the units for which it stands. */
export type Linked<Evidence> = Evidence & Readonly<{ units: readonly string[] }>;

/** Each piece with its units; a piece that stands for none is left out. */
export const linkedEvidence = <Evidence extends Piece>({
  claims,
  evidence,
}: Pick<Judged<Evidence>, 'claims' | 'evidence'>): Linked<Evidence>[] =>
  evidence
    .map((piece) => ({
      ...piece,
      units: claims.filter((claim) => claim.evidence.includes(piece.id)).map(({ unit }) => unit),
    }))
    .filter(({ units }) => units.length > 0);

/** A piece as nobody has checked it: what one assessor found is not handed to the next. */
export function unchecked<Evidence extends Piece>(piece: Evidence): Evidence {
  const fresh = { ...piece };
  delete fresh.check;
  return fresh;
}

export const recommendedOutcomes = ({ findings }: Pick<Judged<Piece>, 'findings'>): UnitOutcome[] =>
  findings.map(({ unit, recommendation }) => ({ unit, outcome: recommendation }));

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
export function fingerprintOf(record: Frozen): string {
  const { number, account, scheme, cycle, units, carried, claims, consent, evidence, findings } = record;
  const content = { number, account, scheme, cycle, units, carried, claims, consent, evidence, findings };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
