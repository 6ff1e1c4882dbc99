/** Calling a panel together: opening its minute, and changing the day, the place or who sits. */
import type { ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { createOne } from '../../platform/model.ts';
import { nextNumber } from '../../platform/series.ts';
import { writeToAll } from '../accounts/index.ts';
import { changeDraft, noteDeed } from './draft.service.ts';
import { MinuteModel } from './minute.model.ts';
import { type Minute, plainMinute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { letters } from './panels.mail.ts';

export type Meeting = Pick<Minute, 'heldOn' | 'place' | 'members' | 'chair'>;

/** Opens a minute as a draft, and tells those who are to sit. */
export async function openMinute(body: string, meeting: Meeting, by: string, now: Date): Promise<Minute> {
  const number = await nextNumber('BA', now);
  return transaction(async (session) => {
    const draft = { ...meeting, body, number, cases: [], ...minuteStates.after('write'), revision: 1, signatures: [] };
    const made = await createOne(MinuteModel, draft, session);
    await noteDeed(by, 'assessments.openMinute', String(made._id), session, { number });
    const minute = plainMinute(made);
    await writeToAll(others(meeting.members, by), letters.meeting(minute), session);
    return minute;
  });
}

/** Changes date, place or members. Throws Conflict when the minute is closed, or changed since it was read. */
export const changeMeeting = (minute: Minute, meeting: Meeting, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: meeting }, by, session);
    await noteDeed(by, 'assessments.changeMinute', minute.id, session);
    await tellMembers(minute, meeting, by, session);
  });

const others = (members: readonly string[], by: string): string[] => members.filter((member) => member !== by);

/** Who came to it, who is no longer asked for, and, when it is at another time or place, everybody else. */
async function tellMembers(before: Minute, meeting: Meeting, by: string, session: ClientSession): Promise<void> {
  const after = { ...before, ...meeting };
  const newcomers = meeting.members.filter((member) => !before.members.includes(member));
  const gone = before.members.filter((member) => !meeting.members.includes(member));
  const stayed = meeting.members.filter((member) => before.members.includes(member));
  const isMoved = +before.heldOn !== +meeting.heldOn || before.place !== meeting.place;
  await writeToAll(others(newcomers, by), letters.meeting(after), session);
  await writeToAll(others(gone, by), letters.notOnPanel(after), session);
  if (isMoved) await writeToAll(others(stayed, by), letters.meetingMoved(after), session);
}
