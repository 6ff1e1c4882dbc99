/** Asking one route as one person about one thing, and what the answer means. */
import { randomBytes } from 'node:crypto';
import { TOTP } from 'otpauth';
import { demoPassword, staff, type StaffKey } from '../../../src/commands/demo/people.ts';
import { type Answer, Browser } from '../browser.ts';
import { type Asker, type Expected, paramsOf, type Relation } from './expectation.ts';
import type { Things } from './things.ts';
import type { World } from './world.ts';

/** Which of the demo's people stands for which role. */
const staffKeys: Readonly<Record<Exclude<Asker, 'visitor' | 'person' | 'learner'>, StaffKey>> = {
  mentor: 'mentor',
  instructor: 'instructor',
  'centre-admin': 'centre',
  verifier: 'verifier',
  'programme-admin': 'programme',
  assessor: 'assessor',
  'certification-manager': 'manager',
  'panel-member': 'chair',
  'labour-office': 'labourOffice',
  'system-admin': 'admin',
};

/** Everybody with a browser in which they have signed in. */
export type People = Readonly<{ of: (asker: Asker, owner: Expected['owner']) => Browser; all: readonly Browser[] }>;

export async function signEverybodyIn(address: string, world: World): Promise<People> {
  const { owners } = world;
  const periodsUsed = periodsUsedIn.get(world) ?? new Map<string, number>();
  periodsUsedIn.set(world, periodsUsed);
  const visitor = await new Browser(address).open('/masuk');
  const byOwner = new Map<string, Browser>();
  for (const [owner, email] of Object.entries(owners)) byOwner.set(owner, await signIn(address, email));
  const byRole = new Map<string, Browser>();
  for (const [role, key] of Object.entries(staffKeys)) {
    byRole.set(role, await signIn(address, staff[key].email, { secret: staff[key].totpSecret, periodsUsed }));
  }
  const of = (asker: Asker, owner: Expected['owner']) => {
    if (asker === 'visitor') return visitor;
    if (asker === 'person') return byOwner.get(owner === 'drafter' ? 'drafter' : 'sender')!;
    if (asker === 'learner') return byOwner.get(owner === 'candidate' || owner === 'graduate' ? owner : 'student')!;
    return byRole.get(asker)!;
  };
  return { of, all: [visitor, ...byOwner.values(), ...byRole.values()] };
}

/**
 * A code counts once, so whoever signs in again to the same world uses that of the next period, as if their clock were a
 * little ahead.
 */
const periodsUsedIn = new WeakMap<World, Map<string, number>>();
type SecondFactor = Readonly<{ secret: string; periodsUsed: Map<string, number> }>;

async function signIn(address: string, email: string, second?: SecondFactor): Promise<Browser> {
  const browser = await new Browser(address).open('/masuk');
  await browser.submit('/masuk', { contact: email, password: demoPassword });
  if (second) {
    const periods = (second.periodsUsed.get(email) ?? -1) + 1;
    second.periodsUsed.set(email, periods);
    const code = new TOTP({ secret: second.secret }).generate({ timestamp: Date.now() + periods * 30_000 });
    await browser.submit('/masuk/kode', { code });
  }
  await browser.open('/beranda');
  if (browser.status !== 200 || browser.path !== '/beranda')
    throw new Error(`${email} could not sign in: ${browser.text}`);
  return browser;
}

const nobodysId = '0123456789abcdef01234567';

/** The path with its ids, or undefined when there is no such thing in that relation. */
export function fillPath({ path: route, owner }: Expected, relation: Relation, world: World): string | undefined {
  const names = paramsOf(route);
  if (names.length === 0) return relation === 'own' ? route : undefined;
  if (owner === '-') throw new Error(`${route} has ids, so the table has to say whose`);
  const own = world.things.own[owner];
  const things =
    relation === 'unknown'
      ? Object.fromEntries(names.map((name) => [name, name.endsWith('Id') ? nobodysId : nameless(name)]))
      : relation === 'mixed'
        ? mix(names, own, world.things.city[owner])
        : world.things[relation][owner];
  if (!things) return undefined;
  return route.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = things[name];
    if (value === undefined) throw new Error(`nothing of ${owner} is called ${name}`);
    return encodeURIComponent(value);
  });
}

const nameless = (name: string) =>
  name === 'n' ? '99' : name === 'token' ? randomBytes(32).toString('base64url') : 'tidak-ada';

/** One's own thing, and within it an id from the other city. */
function mix(names: readonly string[], own: Things | undefined, far: Things | undefined): Things | undefined {
  const second = names[1];
  if (!own || !far || second === undefined || !second.endsWith('Id')) return undefined;
  return { ...own, [second]: far[second]! };
}

/** `passed`: the route itself answered; `signIn`, `forbidden` and `missing`: it was refused; anything else is a fault. */
export type Outcome = 'passed' | 'signIn' | 'forbidden' | 'missing' | 'fault';

export function meaningOf({ status, location = '' }: Answer): Outcome {
  if (status === 401 || (status === 303 && location.startsWith('/masuk?kembali='))) return 'signIn';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  return [200, 302, 303, 400, 409, 410, 422].includes(status) ? 'passed' : 'fault';
}

/** Besides the token a field that no form has: a page that is reached says that the request is bad, and does nothing. */
export const strangeForm = (token: string): URLSearchParams => new URLSearchParams({ _csrf: token, bukanIsian: 'x' });
