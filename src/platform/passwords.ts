/** How passwords are kept: argon2id with a pepper, at a cost that one small server survives. */
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Unavailable } from './errors.ts';
import { currentKeys } from './keys.ts';

export { judgePassword, longestPassword, type PasswordFault, shortestPassword } from './password-strength.ts';

/** OWASP's second choice of parameters: 19 MiB and two passes, about 13 ms on one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const longestBytes = 1024;
const atOnce = 2;
const longestQueue = 200;
const retryAfterSeconds = 5;

/** Checked when no account is found, so that the answer takes as long as for one that exists. No password fits it. */
const nobodysHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Throws Unavailable when too many are waiting already, RangeError above 1 KiB. */
export async function hashPassword(password: string): Promise<string> {
  const prepared = prepare(password);
  if (prepared === undefined) throw new RangeError('a password of more than 1 KiB');
  return inTurn(() => hash(prepared, { ...cost, secret: currentKeys().pepper.secret }));
}

/** Whether it is the password of the hash; without one the same work is done and the answer is no. Throws Unavailable. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const prepared = prepare(password);
  const isPossible = stored !== undefined && prepared !== undefined;
  const secret = currentKeys().pepper.secret;
  const isRight = await inTurn(() => verify(isPossible ? stored : nobodysHash, prepared ?? '', { secret }));
  return isPossible && isRight;
}

/** Whether the hash was made at another cost than today's; then hash again at the next sign-in. */
export function needsRehash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  const isCurrent = memoryCost === cost.memoryCost && timeCost === cost.timeCost && parallelism === cost.parallelism;
  return !stored.startsWith('$argon2id$') || !isCurrent;
}

/** Keyboards write one accented letter as one character or as two; both are the same password. */
function prepare(password: string): string | undefined {
  const normal = password.normalize('NFC');
  return Buffer.byteLength(normal) <= longestBytes ? normal : undefined;
}

let running = 0;
const waiting: (() => void)[] = [];

/** Runs at most two hashes at once in this process: more would only take each other's memory and cores. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else if (waiting.length >= longestQueue) throw new Unavailable('platform.busy', retryAfterSeconds);
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
