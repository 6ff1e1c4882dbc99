/**
 * How often a secret may be tried. A point is taken before each check and given back when it was right, so a hundred
 * requests at once get no more tries than a hundred in a row.
 *
 * An account has two budgets: one for networks that it has signed in from before, one that all other networks share. A
 * stranger who uses up his leaves the owner's whole, and both together stay within 10 checks in any 15 minutes. An
 * address as such has a high ceiling, since a whole class, or a whole town's phones, may stand behind one.
 */
import { now } from './clock.ts';
import { TooManyRequests } from './errors.ts';
import { defineModel } from './model.ts';
import { networkOf } from './network.ts';
import { counterKey, fullUntil, type Limit, returnPoint, takePoint } from './throttle-counter.ts';

export type AttemptKind =
  'sign-in' | 'totp' | 'reset' | 'verify-code' | 'invite' | 'sign-up' | 'contact-change' | 'contact-code';

type Budget = Readonly<{ known: number; strangers: number; oneStrangerNetwork: number }>;
type Rule = Readonly<{ minutes: number; failuresByAddress: number; checksByAccount?: Budget }>;

const guessing: Budget = { known: 4, strangers: 6, oneStrangerNetwork: 5 };
const rules: Readonly<Record<AttemptKind, Rule>> = {
  'sign-in': { minutes: 15, failuresByAddress: 5000, checksByAccount: guessing },
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
  'sign-up': { minutes: 60, failuresByAddress: 1500 },
};

/** Who tries: the account as typed, whether it exists or not, and the address the request came from. */
export type Attempting = Readonly<{ account?: string; address: string }>;

/** A try that was let through, to be handed back with its outcome. */
export type Attempt = Readonly<{
  kind: AttemptKind;
  addressKey: string;
  takenKeys: readonly string[];
  knownNetwork?: Readonly<{ key: string; isNew: boolean }>;
}>;

/**
 * Lets one check through or throws TooManyRequests with the seconds to wait. For `reset`, `sign-up` and `contact-change` each request
 * counts, since none of them is right or wrong: call recordFailure always.
 */
export async function beforeAttempt(kind: AttemptKind, { account, address }: Attempting): Promise<Attempt> {
  const at = now();
  const addressKey = counterKey(kind, 'address', address);
  refuseUntil(await fullUntil(addressKey, addressLimit(kind), at), at);
  const budget = rules[kind].checksByAccount;
  if (account === undefined || budget === undefined) return { kind, addressKey, takenKeys: [] };

  const networkKey = counterKey('known', normalise(account), networkOf(address));
  const isKnown = (await KnownNetwork.exists({ _id: networkKey })) !== null;
  const takenKeys = await takeAll(wanted(kind, budget, normalise(account), networkOf(address), isKnown), at);
  return { kind, addressKey, takenKeys, knownNetwork: { key: networkKey, isNew: !isKnown } };
}

/** The check said no. What it took from the account stays taken; the address is charged too. */
export async function recordFailure({ kind, addressKey }: Attempt): Promise<void> {
  await takePoint(addressKey, addressLimit(kind), now());
}

/** The check said yes: gives back what it took, and remembers the network as one of the account's own. */
export async function recordSuccess({ takenKeys, knownNetwork }: Attempt): Promise<void> {
  await Promise.all(takenKeys.map(returnPoint));
  if (knownNetwork?.isNew) {
    await KnownNetwork.updateOne({ _id: knownNetwork.key }, { $set: { until: inDays(now(), 90) } }, { upsert: true });
  }
}

const KnownNetwork = defineModel<{ _id: string; until: Date }>(
  'ThrottleKnownNetwork',
  { _id: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'throttle_known_networks', indexes: [[{ until: 1 }, { expireAfterSeconds: 0 }]] },
);

type Wanted = Readonly<{ key: string; limit: Limit }>;

function wanted(kind: AttemptKind, budget: Budget, account: string, network: string, isKnown: boolean): Wanted[] {
  const limit = (points: number): Limit => ({ points, milliseconds: rules[kind].minutes * 60_000, isStrict: true });
  if (isKnown) return [{ key: counterKey(kind, 'known', account), limit: limit(budget.known) }];
  return [
    { key: counterKey(kind, 'network', account, network), limit: limit(budget.oneStrangerNetwork) },
    { key: counterKey(kind, 'strangers', account), limit: limit(budget.strangers) },
  ];
}

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

const addressLimit = (kind: AttemptKind): Limit => ({
  points: rules[kind].failuresByAddress,
  milliseconds: rules[kind].minutes * 60_000,
  isStrict: false,
});

function refuseUntil(until: Date | undefined, at: Date): void {
  if (until === undefined) return;
  const seconds = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000));
  throw new TooManyRequests('platform.tooManyAttempts', seconds);
}

const normalise = (account: string) => account.trim().toLowerCase();
const inDays = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);
