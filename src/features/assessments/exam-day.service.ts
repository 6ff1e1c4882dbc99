/** Moving the day of an examination, as assessor and candidate agree. */
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { isoDay } from '../../platform/format.ts';
import { writeTo } from '../accounts/index.ts';
import { isLicensed } from '../assessors/index.ts';
import { letters } from './assessments.mail.ts';
import { mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { findPlanProblem } from './exam-day.rules.ts';

/**
 * Plans the examination for another day and tells the candidate; the same day again changes nothing. Throws Conflict when
 * the case is not in this assessor's hands, the day cannot be planned, or the assessor has no licence on it.
 */
export async function moveExam(caseId: string, assessorId: string, day: Date, now: Date): Promise<void> {
  if (!(await isLicensed(assessorId, day))) throw new Conflict('assessments.unlicensedThen');
  await transaction(async (session) => {
    let isMoved = false;
    const changed = await mustChangeCase(
      { _id: caseId, assessor: assessorId, ...caseStates.before('moveExam') },
      (before) => {
        isMoved = isoDay(before.examOn) !== isoDay(day);
        const problem = isMoved ? findPlanProblem(day, before, now) : undefined;
        if (problem) throw new Conflict(`assessments.plan.${problem}`);
        return { examOn: day };
      },
      { by: assessorId, action: 'assessments.moveExam', detail: { day: isoDay(day) } },
      session,
    );
    if (isMoved) await writeTo(changed.account, letters.examMoved(changed), session);
  });
}
