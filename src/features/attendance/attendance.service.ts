/** Taking attendance, and what was taken. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { known } from '../../platform/must.ts';
import { listAccountsWithRole } from '../accounts/index.ts';
import { findEnrolment } from '../admissions/index.ts';
import { Attendance, ClassSession } from './attendance.model.ts';
import { type AttendanceShare, type AttendanceStatus, shareOf } from './attendance.rules.ts';
import { type ClassMeeting, countUnrecorded, findSessions } from './session.service.ts';

/** By the enrolment's id. */
export type Statuses = ReadonlyMap<string, AttendanceStatus>;

type Recording = Readonly<{ seen: number; statuses: Statuses; by: string }>;

/**
 * Takes the attendance of a session, or corrects it. Sent twice, the second changes nothing. `stale` when somebody else
 * has changed it since revision `seen`; a correction leaves in the audit trail who had it otherwise.
 */
export const recordAttendance = (meeting: ClassMeeting, recording: Recording, now: Date): Promise<'done' | 'stale'> =>
  transaction(async (session) => {
    const before = await statusesOf(meeting.id, session);
    const changed = [...recording.statuses].filter(([enrolment, status]) => before.get(enrolment) !== status);
    if (changed.length === 0 && before.size > 0) return 'done';

    const { matchedCount } = await ClassSession.updateOne(
      { _id: meeting.id, revision: recording.seen },
      { $set: { recordedBy: recording.by, recordedAt: now }, $inc: { revision: 1 } },
      { session },
    );
    if (matchedCount === 0) return 'stale';
    await writeStatuses(meeting.id, changed, { by: recording.by, at: now }, session);
    await auditRecording(meeting, before, changed, recording.by, session);
    await publish('attendance.recorded', { session: meeting.id, cohort: meeting.cohort }, session);
    return 'done';
  });

type Changed = readonly (readonly [enrolment: string, status: AttendanceStatus])[];

const writeStatuses = (id: string, changed: Changed, said: { by: string; at: Date }, session: ClientSession) =>
  Attendance.bulkWrite(
    changed.map(([enrolment, status]) => ({
      updateOne: {
        filter: { session: new mongoose.Types.ObjectId(id), enrolment: new mongoose.Types.ObjectId(enrolment) },
        update: { $set: { status, by: new mongoose.Types.ObjectId(said.by), at: said.at } },
        upsert: true,
      },
    })),
    { session },
  );

/** One entry for the taking, and one for each learner whose status was another before. */
async function auditRecording(
  { id, cohort }: ClassMeeting,
  before: Statuses,
  changed: Changed,
  actor: string,
  session: ClientSession,
): Promise<void> {
  const target = { kind: 'class-session', id };
  const detail = { cohort, learners: changed.length };
  await recordAudit({ actor, action: 'attendance.record', target, after: changed, detail }, session);
  for (const [enrolment, to] of changed) {
    const from = before.get(enrolment);
    if (from)
      await recordAudit({ actor, action: 'attendance.correct', target, detail: { enrolment, from, to } }, session);
  }
}

/** What was recorded for a session; empty until attendance is taken. */
export async function statusesOf(sessionId: string, session?: ClientSession): Promise<Map<string, AttendanceStatus>> {
  const found = await Attendance.find({ session: sessionId }, { enrolment: 1, status: 1 })
    .session(session ?? null)
    .lean();
  return new Map(found.map(({ enrolment, status }) => [String(enrolment), status]));
}

/** The enrolments whose attendance was taken at a session. */
export const learnersAt = async (sessionId: string): Promise<string[]> => [...(await statusesOf(sessionId)).keys()];

/** A learner's own statuses, by the session's id. */
export async function ownStatuses(enrolmentId: string): Promise<Map<string, AttendanceStatus>> {
  const found = await Attendance.find({ enrolment: enrolmentId }, { session: 1, status: 1 }).lean();
  return new Map(found.map(({ session, status }) => [String(session), status]));
}

/** What a learner's share is counted from. */
export type AttendanceAccount = Readonly<{
  share: AttendanceShare;
  /** Sessions from which the learner was excused: they do not count. */
  excused: number;
  /** Sessions that are over and whose attendance nobody has taken yet: they do not count yet. */
  unrecorded: number;
  /** Sessions at which the learner was absent, the latest in front. */
  missed: readonly ClassMeeting[];
}>;

export async function accountForAttendance(
  { id, cohort }: { id: string; cohort: string },
  now: Date,
): Promise<AttendanceAccount> {
  const [own, unrecorded] = await Promise.all([ownStatuses(id), countUnrecorded(cohort, now)]);
  const idsWith = (wanted: AttendanceStatus) =>
    [...own].flatMap(([session, status]) => (status === wanted ? session : []));
  const missed = await findSessions(idsWith('absent'));
  return { share: shareOf([...own.values()]), excused: idsWith('excused').length, unrecorded, missed };
}

/** For many learners at once, by enrolment; each of them is in the map. */
export async function attendanceOfMany(enrolmentIds: readonly string[]): Promise<Map<string, AttendanceShare>> {
  const found = await Attendance.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }) },
    { enrolment: 1, status: 1 },
  ).lean();
  const recorded = new Map(enrolmentIds.map((id) => [id, [] as AttendanceStatus[]]));
  for (const { enrolment, status } of found) known(recorded, String(enrolment)).push(status);
  return new Map([...recorded].map(([id, statuses]) => [id, shareOf(statuses)]));
}

/**
 * The accounts that taught a learner: who gave a session at which the learner's attendance was taken, who took it, and
 * whoever is an instructor of the cohort now.
 */
export async function teachersOf(enrolmentId: string): Promise<string[]> {
  const [enrolment, taken] = await Promise.all([
    findEnrolment(enrolmentId),
    Attendance.find({ enrolment: enrolmentId }, { session: 1, by: 1 }).lean(),
  ]);
  const sessions = mongoose.trusted({ $in: taken.map(({ session }) => session) });
  const [teachers, instructors] = await Promise.all([
    ClassSession.distinct('teacher', { _id: sessions }),
    enrolment ? listAccountsWithRole('instructor', enrolment.cohort) : [],
  ]);
  const all = [...teachers.map(String), ...taken.map(({ by }) => String(by)), ...instructors.map(({ id }) => id)];
  return [...new Set(all)];
}
