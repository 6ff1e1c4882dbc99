/** An assessor's answer: accepting with a declaration of no conflict of interest, declining, or giving a case back. */
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { findPerson } from '../accounts/index.ts';
import { findAcquaintances } from './acquaintance.service.ts';
import { freePlace } from './assessor.service.ts';
import { withAssessor } from './case.rules.ts';
import { type AssessmentCase, inStates, mustChangeCase } from './case.service.ts';
import { type DeclineKind, declarationVersion } from './consent.rules.ts';
import { tellAccepted } from './letter.service.ts';
import { withoutAssessor } from './routing.service.ts';

/** Throws Conflict when the case is no longer offered to this assessor, or a tie to the candidate has come up since. */
export async function acceptCase(one: AssessmentCase, assessorId: string, now: Date): Promise<void> {
  const acquaintances = await findAcquaintances(one.account, one.enrolment, one.cohort);
  if (acquaintances.has(assessorId)) throw new Conflict('assessments.tieFound');
  await transaction(async (session) => {
    const changed = await mustChangeCase(
      { _id: one.id, state: 'offered', assessor: assessorId },
      () => ({ state: 'preparing', acceptance: { at: now, declaration: declarationVersion } }),
      { by: assessorId, action: 'assessments.accept', detail: { declaration: declarationVersion } },
      session,
    );
    await tellAccepted(changed, session);
  });
}

/** Gives the case back with a reason and asks for another assessor. Throws Conflict when it is not theirs any more. */
export async function declineCase(
  caseId: string,
  assessorId: string,
  { kind, reason }: { kind: DeclineKind; reason: string },
  now: Date,
): Promise<void> {
  const name = (await findPerson(assessorId))?.name ?? '';
  await transaction(async (session) => {
    await mustChangeCase(
      { _id: caseId, assessor: assessorId, ...inStates(withAssessor) },
      (before) => ({
        ...withoutAssessor(before),
        state: 'awaiting-assessor',
        declines: [...before.declines, { assessor: assessorId, name, kind, reason, at: now }],
      }),
      { by: assessorId, action: 'assessments.decline', detail: { kind } },
      session,
    );
    await freePlace(assessorId, session);
    await enqueue('assessments.route', { caseId }, {}, session);
  });
}

/** For the trail: somebody opened a file of the case. */
export const noteOpened = (caseId: string, fileId: string, by: string): Promise<void> =>
  recordAudit({
    actor: by,
    action: 'assessments.openFile',
    target: { kind: 'assessment-case', id: caseId },
    detail: { fileId },
  });
