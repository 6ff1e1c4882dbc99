import { expect } from 'chai';
import type { Actor, RoleGrant } from '../../src/features/accounts/index.ts';
import { assignmentPolicy, markingPolicy } from '../../src/features/assignments/assignment.policy.ts';

const cohort = { id: 'angkatan-1', centre: 'balai-1', programme: 'program-1' };
const anActor = (...roles: RoleGrant[]): Actor => ({ id: 'pelaku', name: 'Pelaku', roles });
const learner = anActor({ role: 'learner', scope: cohort.id });
const instructor = anActor({ role: 'instructor', scope: cohort.id });
const elsewhere = anActor({ role: 'instructor', scope: 'angkatan-2' });
const enrolment = { id: 'kursi' };

describe('who may', () => {
  for (const [name, verdict, allowed] of [
    ['a learner works on their own', assignmentPolicy.work(learner, { cohort, enrolment }), true],
    ['a learner without a seat works', assignmentPolicy.work(learner, { cohort, enrolment: undefined }), false],
    ['an instructor works', assignmentPolicy.work(instructor, { cohort, enrolment: undefined }), false],
    ['the owner opens a file', assignmentPolicy.readFile(learner, { account: 'pelaku', cohort: cohort.id }), true],
    ['a neighbour opens a file', assignmentPolicy.readFile(learner, { account: 'lain', cohort: cohort.id }), false],
    ['an instructor opens a file', assignmentPolicy.readFile(instructor, { account: 'lain', cohort: cohort.id }), true],
    ['another cohort’s opens it', assignmentPolicy.readFile(elsewhere, { account: 'lain', cohort: cohort.id }), false],
    ['an instructor sees the queue', markingPolicy.queue(instructor), true],
    ['a learner sees the queue', markingPolicy.queue(learner), false],
    ['an instructor marks', markingPolicy.mark(instructor, { work: { cohort: cohort.id, account: 'lain' } }), true],
    ['another cohort’s marks', markingPolicy.mark(elsewhere, { work: { cohort: cohort.id, account: 'lain' } }), false],
    [
      'anybody marks their own',
      markingPolicy.mark(instructor, { work: { cohort: cohort.id, account: 'pelaku' } }),
      false,
    ],
  ] as const) {
    it(`${allowed ? '' : 'not: '}${name}`, () => expect(verdict.allowed).to.equal(allowed));
  }
});
