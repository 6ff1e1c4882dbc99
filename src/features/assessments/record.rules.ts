/** The record of an assessment (FR.AK.02) as its rules and its readers see it. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/canonical.ts';
import { type CheckedEvidence, findGaps, type UnitGap, type UnitOutcome } from './competency.rules.ts';
import type { EvidenceRecord } from './evidence.model.ts';
import type { ClaimRecord, FindingRecord } from './case.model.ts';

type Record = Readonly<{
  units: readonly string[];
  claims: readonly ClaimRecord[];
  evidence: readonly EvidenceRecord[];
  findings: readonly FindingRecord[];
}>;

export type LinkedEvidence = EvidenceRecord & CheckedEvidence;

/** Each piece with the units for which it stands; a piece that stands for none is left out. */
export const linkedEvidence = ({ claims, evidence }: Pick<Record, 'claims' | 'evidence'>): LinkedEvidence[] =>
  evidence
    .map((piece) => ({
      ...piece,
      units: claims.filter((one) => one.evidence.includes(piece.id)).map(({ unit }) => unit),
    }))
    .filter(({ units }) => units.length > 0);

/** A piece as nobody has checked it: what one assessor found is not handed to the next. */
export function unchecked(piece: EvidenceRecord): EvidenceRecord {
  const fresh = { ...piece };
  delete fresh.check;
  return fresh;
}

export const recommendedOutcomes = ({ findings }: Pick<Record, 'findings'>): UnitOutcome[] =>
  findings.map(({ unit, recommendation }) => ({ unit, outcome: recommendation }));

/** What keeps the recommendation from being sent, by unit. */
export const openGaps = (record: Record): { unit: string; gap: UnitGap }[] =>
  findGaps(record.units, recommendedOutcomes(record), linkedEvidence(record));

type Frozen = Record &
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
