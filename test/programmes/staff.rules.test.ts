import { expect } from 'chai';
import type { Actor, Role } from '../../src/features/accounts/index.ts';
import {
  authorityFor,
  gatherStaff,
  otherGivers,
  roleChanges,
  rolesGivenBy,
  scopeAt,
  type StaffRole,
  staffRoles,
} from '../../src/features/programmes/staff.rules.ts';

const cohort = { id: 'cohort', programme: 'programme', body: 'body', centre: 'centre', city: '36.71' };

describe('staff of a cohort', () => {
  const scopes: [StaffRole, string][] = [
    ['instructor', 'cohort'],
    ['mentor', 'cohort'],
    ['verifier', 'programme'],
    ['programme-admin', 'programme'],
    ['centre-admin', 'centre'],
    ['assessor', 'body'],
    ['certification-manager', 'body'],
    ['panel-member', 'body'],
    ['labour-office', '36.71'],
  ];
  for (const [role, scope] of scopes) {
    it(`hold ${role} for ${scope}`, () => expect(scopeAt(cohort, role)).to.equal(scope));
  }

  it('are one line a person, by name', () => {
    const [budi, ani] = [
      { id: '1', name: 'Budi' },
      { id: '2', name: 'Ani' },
    ];
    const holders = new Map<StaffRole, { id: string; name: string }[]>([
      ['mentor', [budi]],
      ['instructor', [budi, ani]],
    ]);
    expect(gatherStaff(holders)).to.deep.equal([
      { ...ani, roles: ['instructor'] },
      { ...budi, roles: ['instructor', 'mentor'] },
    ]);
  });

  it('keep what somebody else changed while a page was open', () => {
    expect(roleChanges(['instructor', 'mentor'], ['mentor', 'verifier'])).to.deep.equal({
      given: ['verifier'],
      taken: ['instructor'],
    });
    expect(roleChanges(['mentor'], ['mentor'])).to.deep.equal({ given: [], taken: [] });
  });
});

describe('who gives which roles at a cohort', () => {
  const holder = (role: Role, scope: string): Actor => ({ id: 'me', name: 'Budi', roles: [{ role, scope }] });
  const ofProgramme: StaffRole[] = ['instructor', 'mentor', 'verifier', 'programme-admin'];
  const ofBody: StaffRole[] = ['assessor', 'certification-manager', 'panel-member'];
  const cases: [string, Actor, StaffRole[], string[]][] = [
    ['a system admin', holder('system-admin', 'system'), [...staffRoles], []],
    ["the programme's admin", holder('programme-admin', 'programme'), ofProgramme, ['system', 'body']],
    ["the body's certification manager", holder('certification-manager', 'body'), ofBody, ['programme', 'system']],
    ['an admin of another programme', holder('programme-admin', 'other'), [], ['programme', 'system', 'body']],
    ['a manager of another body', holder('certification-manager', 'other'), [], ['programme', 'system', 'body']],
    ["the body's panel member", holder('panel-member', 'body'), [], ['programme', 'system', 'body']],
    ["the centre's admin", holder('centre-admin', 'centre'), [], ['programme', 'system', 'body']],
  ];
  for (const [who, actor, given, others] of cases) {
    it(`${who}: ${given.join(', ') || 'none'}`, () => {
      expect(rolesGivenBy(actor, cohort)).to.deep.equal(given);
      expect(otherGivers(actor, cohort)).to.deep.equal(others);
    });
  }

  it('is known by a grant of their own', () => {
    const admin = holder('programme-admin', 'programme');
    expect(authorityFor(admin, cohort, 'mentor')).to.deep.equal({ role: 'programme-admin', scope: 'programme' });
    expect(authorityFor(admin, cohort, 'assessor')).to.equal(undefined);
  });
});
