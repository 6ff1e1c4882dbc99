import { expect } from 'chai';
import { applicationWindow, findDateMistake } from '../../src/features/programmes/cohort.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

const until = fromWib('2026-12-18', '23:59');
const cohort = { state: 'open' as const, applicationsUntil: until, seatsLeft: 3 };
const before = fromWib('2026-12-01');

describe('when a cohort takes applications', () => {
  const cases = [
    ['planned', { ...cohort, state: 'planned' as const }, before, 'not-yet'],
    ['open with seats', cohort, before, 'open'],
    ['in its last moment', cohort, until, 'open'],
    ['a millisecond later', cohort, new Date(until.getTime() + 1), 'over'],
    ['full', { ...cohort, seatsLeft: 0 }, before, 'full'],
    ['running already', { ...cohort, state: 'running' as const }, before, 'over'],
    ['ended', { ...cohort, state: 'ended' as const }, before, 'over'],
  ] as const;
  for (const [what, subject, now, expected] of cases) {
    it(`${what}: ${expected}`, () => expect(applicationWindow(subject, now)).to.equal(expected));
  }
});

describe('the dates of a cohort', () => {
  const dates = {
    applicationsUntil: fromWib('2027-01-10', '23:59'),
    startsOn: fromWib('2027-01-12'),
    endsOn: fromWib('2027-05-29'),
    examOn: fromWib('2027-06-05'),
  };
  const cases = [
    ['in order', {}, undefined],
    ['closing on the first day', { applicationsUntil: fromWib('2027-01-12', '23:59') }, undefined],
    ['closing after the first day', { applicationsUntil: fromWib('2027-01-13', '23:59') }, 'applicationsUntil'],
    ['ending on the first day', { endsOn: fromWib('2027-01-12') }, 'endsOn'],
    ['an exam before the end', { examOn: fromWib('2027-05-28') }, 'examOn'],
    ['an exam on the last day', { examOn: fromWib('2027-05-29') }, undefined],
  ] as const;
  for (const [what, changes, field] of cases) {
    it(what, () => expect(findDateMistake({ ...dates, ...changes })?.field).to.equal(field));
  }
});
