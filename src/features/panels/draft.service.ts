/** Changing a minute while it is a draft: every change takes the signatures off it, and those who had signed are told. */
import type { ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { writeToAll } from '../accounts/index.ts';
import { MinuteModel, type MinuteRecord } from './minute.model.ts';
import { type Minute, plainMinute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { letters } from './panels.mail.ts';
import { lostSigners } from './signature.rules.ts';

/** Throws Conflict when the minute is closed, or was changed since it was read. */
export async function changeDraft(
  { id, revision }: Minute,
  change: { $set: Partial<MinuteRecord> },
  by: string,
  session: ClientSession,
): Promise<void> {
  const before = await MinuteModel.findOneAndUpdate(
    { _id: id, ...minuteStates.before('change'), revision },
    { $set: { ...change.$set, signatures: [] }, $inc: { revision: 1 } },
    { session, returnDocument: 'before' },
  ).lean();
  if (!before) throw new Conflict('panels.minuteChanged');
  await tellSigners(before, by, session, change.$set.members);
}

/** Takes out a case that no panel may decide, whatever was changed since. The caller changes the case. */
export async function dropCase(minuteId: string, caseId: string, session: ClientSession): Promise<void> {
  const before = await MinuteModel.findOneAndUpdate(
    { _id: minuteId, ...minuteStates.before('change') },
    { $pull: { cases: { case: caseId } }, $set: { signatures: [] }, $inc: { revision: 1 } },
    { session, returnDocument: 'before' },
  ).lean();
  if (!before) throw new Conflict('panels.minuteChanged');
  await tellSigners(before, 'system', session);
}

const tellSigners = (
  before: MinuteRecord & { _id: Types.ObjectId },
  by: string,
  session: ClientSession,
  members: readonly string[] = before.members,
): Promise<void> => writeToAll(lostSigners(before, members, by), letters.signatureGone(plainMinute(before)), session);

/** What was done to a minute, for the audit trail. */
export const noteDeed = (
  actor: string,
  action: string,
  id: string,
  session: ClientSession,
  detail?: Record<string, string>,
) => recordAudit({ actor, action, target: { kind: 'panel-minute', id }, ...(detail ? { detail } : {}) }, session);
