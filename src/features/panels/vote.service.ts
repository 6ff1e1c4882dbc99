/** What the panel writes down by unit while its minute is a draft. */
import { transaction } from '../../platform/database.ts';
import { changeDraft, noteDeed } from './draft.service.ts';
import type { Minute } from './minute.service.ts';
import type { UnitDecision } from './votes.rules.ts';

/** Writes down what the panel decides on one case. Throws Conflict when the minute is closed, or changed since it was read. */
export const decideUnits = (
  minute: Minute,
  caseId: string,
  units: readonly UnitDecision[],
  by: string,
): Promise<void> =>
  transaction(async (session) => {
    const cases = minute.cases.map((one) => (one.case === caseId ? { case: caseId, units: [...units] } : one));
    await changeDraft(minute, { $set: { cases } }, by, session);
    await noteDeed(by, 'assessments.decideUnits', minute.id, session, { case: caseId });
  });
