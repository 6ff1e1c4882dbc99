/** Whether a session still speaks for its account, and what the account has to show first. Pure. */
import { type Actor, isStaff } from './actor.rules.ts';

/** What a session keeps of the sign-in that began it. Times are milliseconds since 1970. */
export type SessionClaim = Readonly<{ account: string; epoch: number; since: number }>;

/** What the database says now of the account that a session speaks for. */
export type Standing = Readonly<{
  isActive: boolean;
  epoch: number;
  /** Keys of sessions that were signed out: a request under way then may have saved its session again. */
  endedSessions: readonly string[];
  roles: Actor['roles'];
}>;

const minute = 60_000;
export const absoluteLimit = 12 * 60 * minute;
export const staffIdleLimit = 30 * minute;
export const confirmationLimit = 10 * minute;

export type SessionFacts = Readonly<{ claim: SessionClaim; key: string; seenAt: number; now: Date }>;

/**
 * Ends with the account, with a new epoch (password, second factor or roles changed), when signed out, after twelve
 * hours, and for staff after half an hour without a request. Learners on a slow connection read longer than that.
 */
export function isAlive({ claim, key, seenAt, now }: SessionFacts, standing: Standing): boolean {
  const idleFor = now.getTime() - seenAt;
  return (
    standing.isActive &&
    standing.epoch === claim.epoch &&
    !standing.endedSessions.includes(key) &&
    now.getTime() - claim.since < absoluteLimit &&
    (idleFor < staffIdleLimit || !isStaff(standing))
  );
}

/** Whether the password has to be given again before an act of legal weight. */
export const isConfirmationDue = (confirmedAt: number | undefined, now: Date): boolean =>
  confirmedAt === undefined || now.getTime() - confirmedAt >= confirmationLimit;

/** Staff see other people's numbers and results, so nothing is open to them before a second factor is on. */
export const owesSecondFactor = (account: Pick<Actor, 'roles'>, hasSecondFactor: boolean): boolean =>
  isStaff(account) && !hasSecondFactor;
