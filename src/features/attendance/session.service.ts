/** The meetings of a cohort: planning them and reading the plan. */
import type { Types } from 'mongoose';
import mongoose from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { createOne } from '../../platform/model.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import type { Cohort } from '../programmes/index.ts';
import { isHolding } from './attendance.rules.ts';
import { ClassSession, type ClassSessionRecord } from './attendance.model.ts';

export type ClassMeeting = Readonly<
  Omit<ClassSessionRecord, 'cohort' | 'teacher' | 'recordedBy'> & {
    id: string;
    cohort: string;
    teacher: string;
    recordedBy?: string;
  }
>;

const plain = (stored: ClassSessionRecord & { _id: Types.ObjectId }): ClassMeeting => ({
  id: String(stored._id),
  cohort: String(stored.cohort),
  startsAt: stored.startsAt,
  endsAt: stored.endsAt,
  place: stored.place,
  topic: stored.topic,
  teacher: String(stored.teacher),
  revision: stored.revision,
  ...(stored.recordedBy ? { recordedBy: String(stored.recordedBy) } : {}),
  ...(stored.recordedAt ? { recordedAt: stored.recordedAt } : {}),
});

export type NewMeeting = Pick<ClassMeeting, 'startsAt' | 'endsAt' | 'place' | 'topic' | 'teacher'>;

/** Plans a session. Undefined when the cohort already has one that begins at this moment, such as from a double tap. */
export async function planSession(cohort: string, meeting: NewMeeting, by: string): Promise<ClassMeeting | undefined> {
  try {
    return await transaction(async (session) => {
      const made = await createOne(ClassSession, { cohort, ...meeting, revision: 0 }, session);
      const target = { kind: 'class-session', id: String(made._id) };
      await recordAudit({ actor: by, action: 'attendance.plan', target, after: meeting, detail: { cohort } }, session);
      return plain(made);
    });
  } catch (error) {
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}

export async function findSession(id: string): Promise<ClassMeeting | undefined> {
  const stored = await ClassSession.findById(id).lean();
  return stored ? plain(stored) : undefined;
}

/** These sessions, the latest in front: those of one learner in one cohort, so there are tens at most. */
export async function findSessions(ids: readonly string[]): Promise<ClassMeeting[]> {
  if (ids.length === 0) return [];
  const found = await ClassSession.find({ _id: mongoose.trusted({ $in: ids }) })
    .sort({ startsAt: -1, _id: -1 })
    .lean();
  return found.map(plain);
}

/** How many sessions of the cohort are over without anybody having taken attendance. */
export const countUnrecorded = (cohort: string, now: Date): Promise<number> =>
  ClassSession.countDocuments({
    cohort,
    startsAt: mongoose.trusted({ $lt: now }),
    endsAt: mongoose.trusted({ $lte: now }),
    revision: 0,
  });

/** A page of 25 of a cohort's sessions, the latest in front. */
export const listSessions = (cohort: string, page: number): Promise<Paged<ClassMeeting>> =>
  findPage(ClassSession, { cohort }, { page, sort: { startsAt: -1 } }, plain);

type Holding = Pick<Cohort, 'id' | 'state'>;

/** The first session of the cohort that is not over yet, and will be held. */
export async function nextSession(cohort: Holding, now: Date): Promise<ClassMeeting | undefined> {
  if (!isHolding(cohort)) return undefined;
  // No session is longer than a day, so the index on the beginning serves what ends later than now.
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  const stored = await ClassSession.findOne({
    cohort: cohort.id,
    startsAt: mongoose.trusted({ $gt: dayAgo }),
    endsAt: mongoose.trusted({ $gt: now }),
  })
    .sort({ startsAt: 1 })
    .lean();
  return stored ? plain(stored) : undefined;
}

/** What is still to come of a cohort's plan: the first session that is not over, and how many are not on record yet. */
export type SessionsAhead = Readonly<{ next?: ClassMeeting; left: number }>;

/** For many cohorts at once, by cohort; each of them is in the map. A cohort has tens of sessions. */
export async function sessionsAheadOf(cohorts: readonly Holding[], now: Date): Promise<Map<string, SessionsAhead>> {
  const held = cohorts.filter(isHolding).map(({ id }) => id);
  if (held.length === 0) return new Map(cohorts.map(({ id }) => [id, { left: 0 }]));
  const found = await ClassSession.find({ cohort: mongoose.trusted({ $in: held }) })
    .sort({ cohort: 1, startsAt: 1 })
    .lean();
  const sessions = found.map(plain);
  return new Map(
    cohorts.map(({ id }) => {
      const own = sessions.filter(({ cohort }) => cohort === id);
      const next = own.find(({ endsAt }) => endsAt > now);
      return [id, { left: own.filter(({ revision }) => revision === 0).length, ...(next ? { next } : {}) }];
    }),
  );
}
