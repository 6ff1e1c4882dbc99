import { type Cohort, cohortStates } from '../programmes/index.ts';
/** What attendance counts for. Pure. */

export const statuses = ['present', 'absent', 'excused'] as const;
export type AttendanceStatus = (typeof statuses)[number];

/** Sessions that count for a learner, those attended, and their share from 0 to 1 (0 while none was held). */
export type AttendanceShare = Readonly<{ held: number; present: number; share: number }>;

/** A session from which the learner was excused does not count as held for that learner. */
export function shareOf(recorded: readonly AttendanceStatus[]): AttendanceShare {
  const held = recorded.filter((status) => status !== 'excused').length;
  const present = recorded.filter((status) => status === 'present').length;
  return { held, present, share: held === 0 ? 0 : present / held };
}

/** `neededPercent` of the sessions held; with none held, nothing has been attended yet. */
export const isEnough = ({ held, present }: AttendanceShare, neededPercent: number): boolean =>
  neededPercent === 0 || (held > 0 && present * 100 >= neededPercent * held);

/**
 * How many sessions in a row have to be attended from now on, until it is enough; 0 when it is. Undefined when no number
 * of them makes it enough: a session that was missed stays missed, and every one is asked for.
 */
export function sessionsToEnough(attendance: AttendanceShare, neededPercent: number): number | undefined {
  if (isEnough(attendance, neededPercent)) return 0;
  const { held, present } = attendance;
  if (held === 0) return 1;
  if (neededPercent >= 100) return undefined;
  return Math.ceil((neededPercent * held - 100 * present) / (100 - neededPercent));
}

/** Attendance is taken from the beginning of a session on, not before. */
export const mayRecordAt = (startsAt: Date, now: Date): boolean => now >= startsAt;

const dayInMs = 86_400_000;

/** From the first day of a class to the end of its exam day: a rehearsal for the exam comes after the last lesson. */
export const isWithinTerm = (
  { startsOn, examOn }: Readonly<{ startsOn: Date; examOn: Date }>,
  startsAt: Date,
): boolean => startsAt >= startsOn && startsAt.getTime() < examOn.getTime() + dayInMs;

/** A session is not longer than a day, and ends after it begins. */
export const isSensibleTime = (startsAt: Date, endsAt: Date): boolean => {
  const length = endsAt.getTime() - startsAt.getTime();
  return length > 0 && length <= 24 * 3_600_000;
};

/** Of a cohort that was ended no session is held any more, whatever its plan says. */
export const isHolding = ({ state }: Pick<Cohort, 'state'>): boolean => !cohortStates.is('ended', state);
