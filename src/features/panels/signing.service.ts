/** Signing a minute. With the last signature it is closed. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { writeToAll } from '../accounts/index.ts';
import { closeMinute } from './deciding.service.ts';
import { MinuteModel } from './minute.model.ts';
import { casesOf, type Minute, plainMinute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { findObstacles, type Obstacles } from './obstacle.service.ts';
import { letters } from './panels.mail.ts';
import { hasSigned, missingSignatures } from './signature.rules.ts';

/** `missing` are the members whose signatures are still to come. */
export type Signing =
  { closed: true } | { closed: false; obstacles: Obstacles } | { closed: false; missing: readonly string[] };

/**
 * Signs the minute as this member had it before them; with the last signature of those present it is closed and its cases
 * are decided, all in one transaction. Signed twice it counts once. Throws Conflict when it was changed since it was read.
 */
export async function signMinute(minute: Minute, by: string, now: Date): Promise<Signing> {
  const cases = await casesOf(minute);
  const obstacles = await findObstacles(minute, cases, now);
  if (minuteStates.can('sign', minute.state) && obstacles.panel.length + obstacles.votes.length > 0)
    return { closed: false, obstacles };
  return transaction(async (session) => {
    const signed = await addSignature(minute, by, now, session);
    if (!signed) return earlierSigning(minute, by, session);
    const missing = missingSignatures(signed);
    if (missing.length > 0) {
      // The first signature says that the minute is ready: from now on the others are waited for.
      if (signed.signatures.length === 1) await writeToAll(missing, letters.minuteWaits(signed), session);
      return { closed: false, missing };
    }
    await closeMinute(signed, cases, by, now, session);
    return { closed: true };
  });
}

async function addSignature(
  { id, revision }: Minute,
  by: string,
  at: Date,
  session: ClientSession,
): Promise<Minute | undefined> {
  const signed = await MinuteModel.findOneAndUpdate(
    { _id: id, ...minuteStates.before('sign'), revision, 'signatures.by': mongoose.trusted({ $ne: by }) },
    { $push: { signatures: { by, at } } },
    { session, returnDocument: 'after' },
  ).lean();
  if (!signed) return undefined;
  const target = { kind: 'panel-minute', id };
  await recordAudit({ actor: by, action: 'assessments.signMinute', target, after: plainMinute(signed) }, session);
  return plainMinute(signed);
}

async function earlierSigning({ id, revision }: Minute, by: string, session: ClientSession): Promise<Signing> {
  const stored = await MinuteModel.findById(id).session(session).lean();
  if (!stored || !hasSigned(stored, by) || (minuteStates.can('sign', stored.state) && stored.revision !== revision)) {
    throw new Conflict('panels.minuteChanged');
  }
  return minuteStates.is('closed', stored.state)
    ? { closed: true }
    : { closed: false, missing: missingSignatures(stored) };
}
