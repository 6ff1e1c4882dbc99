import { expect } from 'chai';
import type { Actor, RoleGrant } from '../../src/features/accounts/index.ts';
import { attendancePolicy } from '../../src/features/attendance/attendance.policy.ts';

const cohort = { id: 'angkatan-1', centre: 'balai-1', programme: 'program-1' };
const anActor = (...roles: RoleGrant[]): Actor => ({ id: 'pelaku', name: 'Pelaku', roles });

describe('who may plan sessions and take attendance', () => {
  for (const [name, actor, plan, record] of [
    ['an instructor of the cohort', anActor({ role: 'instructor', scope: cohort.id }), true, true],
    ['an admin of its centre', anActor({ role: 'centre-admin', scope: cohort.centre }), true, true],
    ['another cohort’s instructor', anActor({ role: 'instructor', scope: 'angkatan-2' }), false, false],
    ['a learner', anActor({ role: 'learner', scope: cohort.id }), false, false],
    ['a programme admin', anActor({ role: 'programme-admin', scope: cohort.programme }), false, false],
    [
      'a centre admin who learns there',
      anActor({ role: 'centre-admin', scope: cohort.centre }, { role: 'learner', scope: cohort.id }),
      true,
      false,
    ],
  ] as const) {
    it(`${name}: plan ${plan}, record ${record}`, () => {
      expect(attendancePolicy.plan(actor, { cohort: { ...cohort, state: 'running' } }).allowed).to.equal(plan);
      expect(attendancePolicy.plan(actor, { cohort: { ...cohort, state: 'ended' } }).allowed).to.equal(false);
      expect(attendancePolicy.record(actor, { cohort }).allowed).to.equal(record);
    });
  }
});
