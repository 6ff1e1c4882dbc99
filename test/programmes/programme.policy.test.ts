import { expect } from 'chai';
import type { Actor, RoleGrant } from '../../src/features/accounts/index.ts';
import { cohortPolicy, mayReadCohort, programmePolicy } from '../../src/features/programmes/index.ts';

const cohort = { id: 'cohort', programme: 'programme', body: 'body', centre: 'centre', city: '36.71' };
const anActor = (...roles: RoleGrant[]): Actor => ({ id: 'me', name: 'Budi', roles });
const holder = (role: RoleGrant['role'], scope: string) => anActor({ role, scope });
const systemAdmin = holder('system-admin', 'system');

describe('who may see the people of a cohort', () => {
  const cases: [string, Actor, boolean][] = [
    ['its instructor', holder('instructor', 'cohort'), true],
    ['its mentor', holder('mentor', 'cohort'), true],
    ['the admin of its centre', holder('centre-admin', 'centre'), true],
    ["the programme's verifier", holder('verifier', 'programme'), true],
    ["the programme's admin", holder('programme-admin', 'programme'), true],
    ['an instructor of another cohort', holder('instructor', 'other'), false],
    ['an admin of another programme', holder('programme-admin', 'other'), false],
    ['its learner', holder('learner', 'cohort'), false],
    ['the labour office', holder('labour-office', '36.71'), false],
    ['a system admin, who decides nothing about learners', systemAdmin, false],
  ];
  for (const [who, actor, expected] of cases) {
    it(`${who}: ${expected}`, () => expect(mayReadCohort(actor, cohort)).to.equal(expected));
  }
});

describe('who runs a programme', () => {
  const cases: [string, Actor, boolean, boolean][] = [
    ['its admin', holder('programme-admin', 'programme'), true, false],
    ['a system admin', systemAdmin, true, true],
    ['an admin of another programme', holder('programme-admin', 'other'), false, false],
    ['its verifier', holder('verifier', 'programme'), false, false],
    ['nobody in particular', anActor(), false, false],
  ];
  for (const [who, actor, manages, managesSystem] of cases) {
    it(`${who}: ${manages}`, () => {
      expect(programmePolicy.manage(actor, { id: 'programme' }).allowed).to.equal(manages);
      expect(cohortPolicy.manage(actor, { cohort }).allowed).to.equal(manages);
      expect(programmePolicy.manageSystem(actor).allowed).to.equal(managesSystem);
    });
  }

  it('gives nobody a role by their own hand', () => {
    const admin = holder('programme-admin', 'programme');
    expect(cohortPolicy.changeRoles(admin, { cohort, account: 'somebody' }).allowed).to.equal(true);
    expect(cohortPolicy.changeRoles(admin, { cohort, account: 'me' })).to.deep.equal({
      allowed: false,
      reason: 'programmes.refused.ownRole',
    });
  });
});
