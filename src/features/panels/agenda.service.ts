/** Which cases are before a panel. */
import mongoose from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { caseStates, mustChangeCase, recommendedUnits } from '../assessments/index.ts';
import { changeDraft } from './draft.service.ts';
import type { Minute } from './minute.service.ts';
import { asRecommended } from './votes.rules.ts';

/** Puts cases before the panel with what was recommended as the first decision. A case is in one minute only. */
export const addCases = (minute: Minute, caseIds: readonly string[], by: string): Promise<void> =>
  transaction(async (session) => {
    const added = [];
    for (const id of new Set(caseIds)) {
      const one = await mustChangeCase(
        { _id: id, body: minute.body, ...caseStates.before('putBeforePanel'), minute: null },
        () => ({ minute: new mongoose.Types.ObjectId(minute.id) }),
        { by, action: 'assessments.putBeforePanel', detail: { minute: minute.number } },
        session,
      );
      added.push({ case: id, units: asRecommended(recommendedUnits(one)) });
    }
    await changeDraft(minute, { $set: { cases: [...minute.cases, ...added] } }, by, session);
  });

/** Takes a case out of a draft; it waits for another panel. */
export const removeCase = (minute: Minute, caseId: string, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: { cases: minute.cases.filter((one) => one.case !== caseId) } }, by, session);
    await mustChangeCase(
      { _id: caseId, ...caseStates.before('putBeforePanel'), minute: minute.id },
      () => ({ minute: undefined }),
      { by, action: 'assessments.takeFromPanel', detail: { minute: minute.number } },
      session,
    );
  });
