import { expect } from 'chai';
import { gatherStaff, roleChanges, scopeAt, type StaffRole } from '../../src/features/programmes/staff.rules.ts';

describe('staff of a cohort', () => {
  const cohort = { id: 'cohort', programme: 'programme', body: 'body', centre: 'centre', city: '36.71' };
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
