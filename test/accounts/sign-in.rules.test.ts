import { expect } from 'chai';
import type { Role, RoleGrant } from '../../src/features/accounts/actor.rules.ts';
import {
  isAlive,
  isConfirmationDue,
  owesSecondFactor,
  type SessionFacts,
  type Standing,
} from '../../src/features/accounts/sign-in.rules.ts';

const start = new Date('2026-11-21T01:00:00Z').getTime();
const after = (minutes: number) => new Date(start + minutes * 60_000);
const as = (...roles: Role[]): RoleGrant[] => roles.map((role) => ({ role, scope: 'somewhere' }));

const facts = (changes: Partial<SessionFacts>): SessionFacts => ({
  claim: { account: '6650f0c2a1b2c3d4e5f60718', epoch: 3, since: start },
  key: 'this-session',
  seenAt: start,
  now: after(1),
  ...changes,
});
const standing = (changes: Partial<Standing> = {}): Standing => ({
  isActive: true,
  epoch: 3,
  endedSessions: [],
  roles: as('learner'),
  ...changes,
});

describe('a session', () => {
  const staff = { roles: as('learner', 'instructor') };
  const cases: [what: string, isAlive: boolean, facts: Partial<SessionFacts>, standing?: Partial<Standing>][] = [
    ['lives on', true, {}],
    ['ends when the account is disabled', false, {}, { isActive: false }],
    ['ends when the account has a new epoch', false, {}, { epoch: 4 }],
    ['stays ended once it is signed out', false, {}, { endedSessions: ['this-session'] }],
    ['lives on when another one is signed out', true, {}, { endedSessions: ['another'] }],
    ['of a learner lives on after hours of reading', true, { now: after(11 * 60 + 59) }],
    ['ends after twelve hours', false, { now: after(12 * 60), seenAt: after(12 * 60 - 1).getTime() }],
    ['of staff lives on within half an hour', true, { now: after(29) }, staff],
    ['of staff ends after half an hour of nothing', false, { now: after(30) }, staff],
    ['of staff lives on while it is used', true, { now: after(120), seenAt: after(119).getTime() }, staff],
  ];
  for (const [what, expected, given, account] of cases) {
    it(what, () => expect(isAlive(facts(given), standing(account))).to.equal(expected));
  }
});

describe('confirming one’s identity', () => {
  const cases: [what: string, confirmedAt: number | undefined, isDue: boolean][] = [
    ['is due when it never happened', undefined, true],
    ['is not due for ten minutes', after(-9.9).getTime(), false],
    ['is due again after ten minutes', after(-10).getTime(), true],
  ];
  for (const [what, confirmedAt, isDue] of cases) {
    it(what, () => expect(isConfirmationDue(confirmedAt, after(0))).to.equal(isDue));
  }
});

describe('a second factor', () => {
  const cases: [roles: Role[], has: boolean, owes: boolean][] = [
    [[], false, false],
    [['learner'], false, false],
    [['learner', 'mentor'], false, true],
    [['assessor'], false, true],
    [['labour-office'], false, true],
    [['system-admin'], false, true],
    [['system-admin'], true, false],
  ];
  for (const [roles, has, owes] of cases) {
    it(`is ${owes ? '' : 'not '}owed by ${roles.join(' and ') || 'nobody in particular'} ${has ? 'with' : 'without'} one`, () =>
      expect(owesSecondFactor({ roles: as(...roles) }, has)).to.equal(owes));
  }
});
