/** An assessor's answer: accepting with a declaration of no conflict of interest, declining, or giving a case back. */
import mongoose from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { findPerson, writeTo } from '../accounts/index.ts';
import { freePlace, isLicensed } from '../assessors/index.ts';
import { findTies } from './conflict-of-interest.service.ts';
import { letters } from './assessments.mail.ts';
import { lapsedBefore, licenceDay } from './case.rules.ts';
import { type AssessmentCase, type CaseFilter, mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { type DeclineKind, declarationVersion } from './consent.rules.ts';
import { withoutAssessor } from './routing.service.ts';

/**
 * Throws Conflict when the case is no longer offered to this assessor, or since it was offered a tie to the candidate has
 * come up or the licence for the day of the examination has gone.
 */
export async function acceptCase(one: AssessmentCase, assessorId: string, now: Date): Promise<void> {
  const tiesOf = await findTies(one.account, one.enrolment, one.cohort);
  if (tiesOf.has(assessorId)) throw new Conflict('assessments.tieFound');
  if (!(await isLicensed(assessorId, licenceDay(one.examOn, now)))) throw new Conflict('assessments.unlicensedThen');
  await transaction(async (session) => {
    const changed = await mustChangeCase(
      { _id: one.id, ...caseStates.before('accept'), assessor: assessorId },
      () => ({ ...caseStates.after('accept'), acceptance: { at: now, declaration: declarationVersion } }),
      { by: assessorId, action: 'assessments.accept', detail: { declaration: declarationVersion } },
      session,
    );
    await writeTo(changed.account, letters.accepted(changed), session);
  });
}

type No = Readonly<{ kind: DeclineKind; reason: string }>;

/** Gives the case back with a reason and asks for another assessor. Throws Conflict when it is not theirs any more. */
export const declineCase = (caseId: string, assessorId: string, no: No, now: Date): Promise<void> =>
  giveBack({ _id: caseId, assessor: assessorId, ...caseStates.before('decline') }, assessorId, no, {
    by: assessorId,
    now,
  });

/** Takes back an offer that was not answered in time. Throws Conflict when it was answered a moment ago. */
export const takeBackOffer = (caseId: string, assessorId: string, now: Date): Promise<void> =>
  giveBack(
    {
      _id: caseId,
      assessor: assessorId,
      ...caseStates.before('lapse'),
      offeredAt: mongoose.trusted({ $lte: lapsedBefore(now) }),
    },
    assessorId,
    { kind: 'unanswered', reason: '' },
    { by: 'system', now },
  );

async function giveBack(
  whose: CaseFilter,
  assessor: string,
  { kind, reason }: No,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  const name = (await findPerson(assessor))?.name ?? '';
  await transaction(async (session) => {
    let wasAccepted = false;
    const changed = await mustChangeCase(
      whose,
      (before) => {
        wasAccepted = before.acceptance !== undefined;
        return {
          ...withoutAssessor(before),
          ...caseStates.after('decline'),
          declines: [...before.declines, { assessor, name, kind, reason, at: now }],
        };
      },
      { by, action: 'assessments.decline', detail: { kind } },
      session,
    );
    await freePlace(assessor, session);
    if (wasAccepted) await writeTo(changed.account, letters.assessorGone(changed), session);
    if (kind === 'unanswered') await writeTo(assessor, letters.lapsed(changed), session);
    await enqueue('assessments.route', { caseId: changed.id }, {}, session);
  });
}
