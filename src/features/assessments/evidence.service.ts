/** Pieces of evidence: adding them for a unit, and the assessor's check of each against the four rules. */
import mongoose, { type ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import type { FileReference } from '../../platform/files/index.ts';
import { type AssessmentCase, type CaseFilter, mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import type { UnitCheck } from './competency.rules.ts';
import type { EvidenceRecord, EvidenceSource, UnitCheckRecord } from './evidence.model.ts';
import { isBeforeExam } from './exam-day.rules.ts';
import { unchecked, unitsOf } from './record.rules.ts';

export type NewEvidence = Readonly<{
  source: EvidenceSource;
  title: string;
  account: string;
  madeOn: Date;
  /** Kept in the same transaction. */
  files: readonly FileReference[];
}>;

/**
 * Adds a piece for one unit and returns its id. `whose` says who may add it now, and is part of the change's filter. Throws
 * Conflict when that is not so, and for what an assessor says to have seen before the day of the examination.
 */
export async function addEvidence(
  whose: CaseFilter,
  unit: string,
  { source, title, account, madeOn, files }: NewEvidence,
  { by, now }: { by: string; now: Date },
  session: ClientSession,
): Promise<string> {
  const id = new mongoose.Types.ObjectId().toHexString();
  const piece: EvidenceRecord = { id, source, title, account, madeOn, addedAt: now, files: [...files] };
  await mustChangeCase(
    { ...caseStates.before('addEvidence'), ...whose },
    ({ evidence, claims, examOn }) => {
      if (source === 'assessor' && isBeforeExam(madeOn, { examOn })) throw new Conflict('assessments.observedBefore');
      return {
        evidence: [...evidence, piece],
        claims: claims.map((one) => (one.unit === unit ? { ...one, evidence: [...one.evidence, id] } : one)),
      };
    },
    { by, action: 'assessments.addEvidence', detail: { source, unit, files: files.length } },
    session,
  );
  return id;
}

/**
 * Records how one piece was judged for some of the units that it is offered for; other units keep what they had. Throws
 * Conflict when the case is not being assessed by this assessor any more, or the piece is not offered for such a unit.
 */
export function checkEvidence(
  caseId: string,
  assessorId: string,
  evidenceId: string,
  checks: readonly (UnitCheck & { note: string })[],
  now: Date,
): Promise<AssessmentCase> {
  return transaction((session) =>
    mustChangeCase(
      { _id: caseId, assessor: assessorId, ...caseStates.before('examine'), 'evidence.id': evidenceId },
      ({ evidence, claims }) => {
        const units = unitsOf(evidenceId, claims);
        if (!checks.every(({ unit }) => units.includes(unit))) throw new Conflict('assessments.changedMeanwhile');
        const judged = checks.map((check) => ({ ...check, by: assessorId, at: now }));
        return { evidence: evidence.map((piece) => (piece.id === evidenceId ? withChecks(piece, judged) : piece)) };
      },
      {
        by: assessorId,
        action: 'assessments.checkEvidence',
        detail: { evidence: evidenceId, units: checks.map(({ unit }) => unit).join(' ') },
      },
      session,
    ),
  );
}

function withChecks(piece: EvidenceRecord, judged: readonly UnitCheckRecord[]): EvidenceRecord {
  const others = (piece.checks ?? []).filter(({ unit }) => judged.every((check) => check.unit !== unit));
  return { ...unchecked(piece), checks: [...others, ...judged] };
}

/** A file of the case by its id; NotFound when the case has none such. */
export function fileOf({ evidence }: Pick<AssessmentCase, 'evidence'>, fileId: string): FileReference {
  const file = evidence.flatMap(({ files }) => files).find(({ id }) => id === fileId);
  if (!file) throw new NotFound();
  return file;
}
