/** What the assessor finds by unit, and the recommendation that freezes the record. */
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { isoDay } from '../../platform/format.ts';
import { writeTo } from '../accounts/index.ts';
import { freePlace, isLicensed } from '../assessors/index.ts';
import { findTies } from './conflict-of-interest.service.ts';
import { letters } from './assessments.mail.ts';
import type { FindingRecord } from './case.model.ts';
import { type AssessmentCase, findCase, mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { overallOutcome } from './competency.rules.ts';
import { findHeldProblem, hasExamCome } from './exam-day.rules.ts';
import { tellManagers } from './routing.service.ts';
import { fingerprintOf, openGaps, recommendedOutcomes } from './record.rules.ts';

/** Records or replaces the finding for one unit. Throws Conflict unless this assessor is assessing the case and its exam day has come. */
export function saveFinding(
  caseId: string,
  assessorId: string,
  finding: Omit<FindingRecord, 'at'>,
  now: Date,
): Promise<AssessmentCase> {
  return transaction((session) =>
    mustChangeCase(
      { _id: caseId, assessor: assessorId, ...caseStates.before('examine'), units: finding.unit },
      (before) => {
        if (!hasExamCome(before, now)) throw new Conflict('assessments.examNotYet');
        const others = before.findings.filter(({ unit }) => unit !== finding.unit);
        return { findings: [...others, { ...finding, at: now }] };
      },
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
 * Sends the recommendation to the panel, with the day on which the examination was held: from here on nothing in the record
 * changes. Sent again by the same assessor it stays as it was. Throws Conflict while a unit is not judged, or is called
 * competent without evidence for it, when the examination was not held that day, when a tie to the candidate has come up
 * since the case was accepted, and when the assessor had no licence on that day or has none today.
 */
export async function sendRecommendation(caseId: string, assessorId: string, heldOn: Date, now: Date): Promise<void> {
  const sent = await findCase({ _id: caseId, assessor: assessorId, 'recommendation.by': assessorId });
  if (sent) return;
  await refuseTies(caseId, assessorId);
  if (!(await isLicensed(assessorId, now))) throw new Conflict('assessments.unlicensedToday');
  if (!(await isLicensed(assessorId, heldOn))) throw new Conflict('assessments.unlicensedWhenHeld');
  await transaction(async (session) => {
    const recommended = await mustChangeCase(
      { _id: caseId, assessor: assessorId, ...caseStates.before('recommend') },
      (before) => {
        if (openGaps(before).length > 0) throw new Conflict('assessments.recordIncomplete');
        const problem = findHeldProblem(heldOn, before, now);
        if (problem) throw new Conflict(`assessments.held.${problem}`);
        const outcome = overallOutcome(before.units, recommendedOutcomes(before));
        const fingerprint = fingerprintOf(before, heldOn);
        return {
          ...caseStates.after('recommend'),
          recommendation: { outcome, by: assessorId, at: now, heldOn, fingerprint },
        };
      },
      { by: assessorId, action: 'assessments.recommend', detail: { heldOn: isoDay(heldOn) } },
      session,
    );
    await freePlace(assessorId, session);
    await writeTo(recommended.account, letters.recommended(recommended), session);
    await tellManagers(recommended, letters.recommendationWaits(recommended), session);
  });
}

async function refuseTies(caseId: string, assessorId: string): Promise<void> {
  const one = await findCase({ _id: caseId, assessor: assessorId });
  const ties = one && (await findTies(one.account, one.enrolment, one.cohort));
  if (ties?.has(assessorId)) throw new Conflict('assessments.tieFound');
}
