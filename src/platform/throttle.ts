/**
 * How often a secret may be tried. A point is taken before each check and given back when it was right, so a hundred
 * requests at once get no more tries than a hundred in a row.
 *
 * An account has two budgets: one for devices that it has been signed in to on before, one that all others share. A
 * stranger who uses up his leaves the owner's whole, wherever he stands, and both together stay within 10 checks in any 15
 * minutes. An address as such has a high ceiling, since a whole class, or a whole town's phones, may stand behind one. But
 * people who mistype succeed a moment later: where unknown devices fail on one account after another and never do,
 * somebody tries a password on all of them, and unknown devices are slowed at that address.
 */
import { now } from './clock.ts';
import { TooManyRequests } from './errors.ts';
import { defineModel } from './model.ts';
import { networkOf } from './network.ts';
import { date, text } from './stored-fields.ts';
import { plainLine } from './text.rules.ts';
import { counterKey, fullUntil, type Limit, returnPoint, takePoint } from './throttle-counter.ts';

export type AttemptKind =
  'sign-in' | 'totp' | 'reset' | 'verify-code' | 'invite' | 'sign-up' | 'contact-change' | 'contact-code';

type Budget = Readonly<{ known: number; strangers: number; oneStrangerNetwork: number }>;
type Rule = Readonly<{
  minutes: number;
  failuresByAddress: number;
  checksByAccount?: Budget;
  /** So many accounts that unknown devices failed on, and have not succeeded on since, make an address slow for them. */
  isSlowAfter?: number;
}>;

const guessing: Budget = { known: 4, strangers: 6, oneStrangerNetwork: 5 };
const rules: Readonly<Record<AttemptKind, Rule>> = {
  'sign-in': { minutes: 15, failuresByAddress: 5000, checksByAccount: guessing, isSlowAfter: 60 },
  totp: { minutes: 15, failuresByAddress: 5000, checksByAccount: guessing },
  reset: { minutes: 60, failuresByAddress: 3000, checksByAccount: { known: 3, strangers: 3, oneStrangerNetwork: 3 } },
  'verify-code': { minutes: 15, failuresByAddress: 2000 },
  'contact-change': {
    minutes: 60,
    failuresByAddress: 3000,
    checksByAccount: { known: 5, strangers: 5, oneStrangerNetwork: 5 },
  },
  'contact-code': { minutes: 15, failuresByAddress: 5000, checksByAccount: guessing },
  invite: { minutes: 15, failuresByAddress: 2000 },
  // Classes of a thousand in all make their accounts in one hour, behind one address.
  'sign-up': {
    minutes: 60,
    failuresByAddress: 1500,
    checksByAccount: { known: 5, strangers: 5, oneStrangerNetwork: 5 },
  },
};

/** What a slow address lets through of unknown devices. */
const slowPace: Limit = { points: 20, milliseconds: 60_000, isStrict: false };

/** Where a request comes from: its address, and the device when the browser showed one of ours. */
export type Origin = Readonly<{ address: string; device?: string | undefined }>;

/**
 * Who tries: the account as typed, whether it exists or not, and where the request comes from. Whoever is signed in to the
 * account is no stranger to it, whatever the device.
 */
export type Attempting = Readonly<{ account?: string; isSignedIn?: true }> & Origin;

/** A try that was let through, to be handed back with its outcome. */
export type Attempt = Readonly<{
  kind: AttemptKind;
  addressKey: string;
  takenKeys: readonly string[];
  /** For an unknown device: whether it failed on this account, and on how many this address did. */
  strangers?: Readonly<{ accountKey: string; addressKey: string }>;
}>;

/**
 * Lets one check through or throws TooManyRequests with the seconds to wait. For `reset`, `sign-up` and `contact-change` each request
 * counts, since none of them is right or wrong: call recordFailure always.
 */
export async function beforeAttempt(kind: AttemptKind, { account, ...origin }: Attempting): Promise<Attempt> {
  const at = now();
  const addressKey = counterKey(kind, 'address', origin.address);
  refuseUntil(await fullUntil(addressKey, addressLimit(kind), at), at);
  const budget = rules[kind].checksByAccount;
  if (account === undefined || budget === undefined) return { kind, addressKey, takenKeys: [] };

  const name = normalise(account);
  if (origin.isSignedIn || (await isKnownDevice(name, origin.device))) {
    const own = { key: counterKey(kind, 'known', name), limit: accountLimit(kind, budget.known) };
    return { kind, addressKey, takenKeys: await takeAll([own], at) };
  }
  await passSlowly(kind, origin.address, at);
  const takenKeys = await takeAll(strangersBudget(kind, budget, name, origin.address), at);
  const accountKey = counterKey(kind, 'failed on', origin.address, name);
  return { kind, addressKey, takenKeys, strangers: { accountKey, addressKey: failedKey(kind, origin.address) } };
}

/** The check said no. What it took from the account stays taken; the address is charged too. */
export async function recordFailure({ kind, addressKey, strangers }: Attempt): Promise<void> {
  const at = now();
  await takePoint(addressKey, addressLimit(kind), at);
  if (strangers === undefined || rules[kind].isSlowAfter === undefined) return;
  const isFirst = (await takePoint(strangers.accountKey, within(kind, 1, false), at)) === undefined;
  if (isFirst) await takePoint(strangers.addressKey, failedLimit(kind), at);
}

/** The check said yes: gives back what it took, and forgets that this account was mistyped at this address. */
export async function recordSuccess({ takenKeys, strangers }: Attempt): Promise<void> {
  await Promise.all(takenKeys.map(returnPoint));
  if (strangers && (await returnPoint(strangers.accountKey))) await returnPoint(strangers.addressKey);
}

const KnownDevice = defineModel<{ _id: string; until: Date }>(
  'ThrottleKnownDevice',
  { _id: text, until: date },
  { collection: 'throttle_known_devices', indexes: [[{ until: 1 }, { expireAfterSeconds: 0 }]] },
);

const deviceKey = (account: string, device: string) => counterKey('device', account, device);
const deviceDays = 180;

/** The account was proved on this device: strangers can't use up what it may try there. Safe done twice. */
export async function rememberDevice(account: string, device: string): Promise<void> {
  const until = new Date(now().getTime() + deviceDays * 86_400_000);
  await KnownDevice.updateOne({ _id: deviceKey(normalise(account), device) }, { $set: { until } }, { upsert: true });
}

/** Whether this account was proved on this device before. */
export const isKnownDevice = async (account: string, device: string | undefined): Promise<boolean> =>
  device !== undefined && (await KnownDevice.exists({ _id: deviceKey(normalise(account), device) })) !== null;

type Wanted = Readonly<{ key: string; limit: Limit }>;

const strangersBudget = (kind: AttemptKind, budget: Budget, account: string, address: string): Wanted[] => [
  {
    key: counterKey(kind, 'network', account, networkOf(address)),
    limit: accountLimit(kind, budget.oneStrangerNetwork),
  },
  { key: counterKey(kind, 'strangers', account), limit: accountLimit(kind, budget.strangers) },
];

/** Takes a point of each or of none. */
async function takeAll(points: readonly Wanted[], at: Date): Promise<string[]> {
  const taken: string[] = [];
  for (const { key, limit } of points) {
    const until = await takePoint(key, limit, at);
    if (until !== undefined) {
      await Promise.all(taken.map(returnPoint));
      refuseUntil(until, at);
    }
    taken.push(key);
  }
  return taken;
}

/** Refuses all but a trickle while the strangers of this address have failed on too many accounts. */
async function passSlowly(kind: AttemptKind, address: string, at: Date): Promise<void> {
  if (rules[kind].isSlowAfter === undefined) return;
  if (!(await fullUntil(failedKey(kind, address), failedLimit(kind), at))) return;
  refuseUntil(await takePoint(counterKey(kind, 'slowly', address), slowPace, at), at);
}

const failedKey = (kind: AttemptKind, address: string) => counterKey(kind, 'accounts failed on', address);

const within = (kind: AttemptKind, points: number, isStrict: boolean): Limit => ({
  points,
  milliseconds: rules[kind].minutes * 60_000,
  isStrict,
});
const accountLimit = (kind: AttemptKind, points: number) => within(kind, points, true);
const addressLimit = (kind: AttemptKind) => within(kind, rules[kind].failuresByAddress, false);
const failedLimit = (kind: AttemptKind) => within(kind, rules[kind].isSlowAfter ?? Infinity, false);

function refuseUntil(until: Date | undefined, at: Date): void {
  if (until === undefined) return;
  const seconds = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000));
  throw new TooManyRequests('platform.tooManyAttempts', seconds);
}

const normalise = (account: string) => plainLine(account).toLowerCase();
