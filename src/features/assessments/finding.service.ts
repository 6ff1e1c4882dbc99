/** What the assessor finds by unit, and the recommendation that freezes the record. */
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { findAcquaintances } from './acquaintance.service.ts';
import { freePlace, isLicensed } from './assessor.service.ts';
import type { FindingRecord } from './case.model.ts';
import { type AssessmentCase, findCase, mustChangeCase } from './case.service.ts';
import { overallOutcome } from './competency.rules.ts';
import { fingerprintOf, openGaps, recommendedOutcomes } from './record.rules.ts';

/** Records or replaces the finding for one unit. Throws Conflict unless this assessor is assessing the case. */
export function saveFinding(
  caseId: string,
  assessorId: string,
  finding: Omit<FindingRecord, 'at'>,
  now: Date,
): Promise<AssessmentCase> {
  return transaction((session) =>
    mustChangeCase(
      { _id: caseId, assessor: assessorId, state: 'assessing', units: finding.unit },
      ({ findings }) => ({
        findings: [...findings.filter(({ unit }) => unit !== finding.unit), { ...finding, at: now }],
      }),
      {
        by: assessorId,
        action: 'assessments.saveFinding',
        detail: { unit: finding.unit, recommendation: finding.recommendation },
      },
      session,
    ),
  );
}

/**
 * Sends the recommendation to the panel: from here on nothing in the record changes. Sent again by the same assessor it
 * stays as it was. Throws Conflict while a unit is not judged, or is called competent without evidence for it, when a tie
 * to the candidate has come up since the case was accepted, and when the assessor has no licence today.
 */
export async function sendRecommendation(caseId: string, assessorId: string, now: Date): Promise<void> {
  const sent = await findCase({ _id: caseId, assessor: assessorId, 'recommendation.by': assessorId });
  if (sent) return;
  await refuseTies(caseId, assessorId);
  if (!(await isLicensed(assessorId, now))) throw new Conflict('assessments.unlicensedToday');
  await transaction(async (session) => {
    await mustChangeCase(
      { _id: caseId, assessor: assessorId, state: 'assessing' },
      (before) => {
        if (openGaps(before).length > 0) throw new Conflict('assessments.recordIncomplete');
        const outcome = overallOutcome(before.units, recommendedOutcomes(before));
        return {
          state: 'recommended',
          recommendation: { outcome, by: assessorId, at: now, fingerprint: fingerprintOf(before) },
        };
      },
      { by: assessorId, action: 'assessments.recommend' },
      session,
    );
    await freePlace(assessorId, session);
  });
}

async function refuseTies(caseId: string, assessorId: string): Promise<void> {
  const one = await findCase({ _id: caseId, assessor: assessorId });
  const ties = one && (await findAcquaintances(one.account, one.enrolment, one.cohort));
  if (ties?.has(assessorId)) throw new Conflict('assessments.tieFound');
}
