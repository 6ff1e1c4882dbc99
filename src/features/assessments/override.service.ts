/** Puts an assessor on a case by a manager's written reason. */
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { writeTo } from '../accounts/index.ts';
import { freePlace, takePlace } from '../assessors/index.ts';
import { letters } from './assessments.mail.ts';
import { CaseModel } from './case.model.ts';
import { type AssessmentCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { asRecord, considerAssessors, offer } from './routing.service.ts';
import { mayBeOverridden } from './routing.rules.ts';

/**
 * A manager's choice, with the reason for it. Throws Conflict when the assessor is barred for good, has the case already,
 * or the case has gone on since it was read.
 */
export async function overrideRouting(
  one: AssessmentCase,
  { assessor, reason }: { assessor: string; reason: string },
  by: string,
  now: Date,
): Promise<void> {
  const { candidates } = await considerAssessors(one, now);
  const wanted = candidates.find((candidate) => candidate.assessor === assessor);
  if (!wanted || !mayBeOverridden(wanted.bars)) throw new Conflict('assessments.barredForGood');
  if (one.assessor === assessor) throw new Conflict('assessments.hasCaseAlready');
  await transaction(async (session) => {
    const known = await CaseModel.exists({
      _id: one.id,
      revision: one.revision,
      ...caseStates.before('offer'),
    }).session(session);
    if (!known) throw new Conflict('assessments.changedMeanwhile');
    if (one.assessor) await freePlace(one.assessor, session);
    await takePlace(assessor, { capacity: wanted.capacity, evenWhenFull: true }, now, session);
    const record = { at: now, by, candidates: candidates.map(asRecord), chosen: assessor, reason };
    await offer(one, record, now, session);
    if (one.assessor) await writeTo(one.assessor, letters.replaced(one), session);
    if (one.acceptance) await writeTo(one.account, letters.assessorGone(one), session);
  });
}
