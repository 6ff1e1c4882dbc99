/** Sessions of a cohort. Each begins an hour after the one made before it. */
import { Types } from 'mongoose';
import { type ClassMeeting, planSession } from '../../src/features/attendance/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import type { NewMeeting } from '../../src/features/attendance/session.service.ts';

export const anId = () => String(new Types.ObjectId());
let made = 0;

/** A session that began some hours before `now`, unless said otherwise. */
export async function aMeeting(cohort: Cohort, now: Date, changes: Partial<NewMeeting> = {}): Promise<ClassMeeting> {
  made += 1;
  const startsAt = new Date(now.getTime() - (100 - made) * 3_600_000);
  const endsAt = new Date((changes.startsAt ?? startsAt).getTime() + 1_800_000);
  const usual = { startsAt, endsAt, place: 'Ruang 2', topic: `Pertemuan ${made}`, teacher: anId() };
  return (await planSession(cohort.id, { ...usual, ...changes }, anId()))!;
}
