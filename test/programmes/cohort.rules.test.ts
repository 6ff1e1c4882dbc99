import { expect } from 'chai';
import {
  applicationWindow,
  type CohortPhase,
  cohortPhase,
  findDateMistake,
  findOddities,
  findPastDate,
  vacancyIn,
  wayBack,
  waysOn,
} from '../../src/features/programmes/cohort.rules.ts';
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

describe('dates that are possible but seldom meant', () => {
  const now = fromWib('2026-11-21', '09:00');
  const dates = {
    applicationsUntil: fromWib('2027-01-10', '23:59'),
    startsOn: fromWib('2027-01-11'),
    endsOn: fromWib('2027-05-30'),
    examOn: fromWib('2027-06-05'),
  };
  const cases: [what: string, changes: Partial<typeof dates>, weeks: number, kinds: string[]][] = [
    ['twenty weeks for a course of twenty', {}, 20, []],
    ['eight days for a course of twenty weeks', { endsOn: fromWib('2027-01-18') }, 20, ['short', 'farExam']],
    ['a week less', { endsOn: fromWib('2027-05-23') }, 20, []],
    ['a day less than that', { endsOn: fromWib('2027-05-22') }, 20, ['short']],
    ['half as long again', {}, 14, []],
    ['longer than that', {}, 13, ['long']],
    ['one day for a course of one week', { endsOn: fromWib('2027-01-11') }, 1, ['farExam']],
    ['an exam two months later', { examOn: fromWib('2027-07-29') }, 20, []],
    ['an exam later than that', { examOn: fromWib('2027-07-30') }, 20, ['farExam']],
    [
      'applications that close long before',
      { applicationsUntil: fromWib('2026-10-01', '23:59') },
      20,
      ['earlyClosing'],
    ],
    [
      'a start in more than a year',
      {
        applicationsUntil: fromWib('2028-01-10', '23:59'),
        startsOn: fromWib('2028-01-10'),
        endsOn: fromWib('2028-05-28'),
        examOn: fromWib('2028-06-03'),
      },
      20,
      ['farStart'],
    ],
  ];
  for (const [what, changes, weeks, kinds] of cases) {
    it(`${what}: ${kinds.join(', ') || 'nothing odd'}`, () =>
      expect(findOddities({ ...dates, ...changes }, weeks, now).map(({ kind }) => kind)).to.deep.equal(kinds));
  }

  it('name the days and the weeks', () =>
    expect(findOddities({ ...dates, endsOn: fromWib('2027-01-18') }, 20, now)[0]).to.deep.equal({
      kind: 'short',
      days: 8,
      weeks: 20,
    }));

  it('are no dates that have passed: those are refused', () => {
    expect(findPastDate(dates, now)).to.equal(undefined);
    const past = { ...dates, applicationsUntil: fromWib('2020-01-10', '23:59') };
    expect(findPastDate(past, now)?.field).to.equal('applicationsUntil');
    // Today still counts.
    expect(findPastDate({ ...dates, startsOn: fromWib('2026-11-21') }, now)).to.equal(undefined);
    expect(findPastDate({ ...dates, startsOn: fromWib('2026-11-20') }, now)?.field).to.equal('startsOn');
  });
});

describe('what a cohort is at', () => {
  const course = {
    applicationsUntil: fromWib('2027-01-13', '23:59'),
    startsOn: fromWib('2027-01-27'),
    endsOn: fromWib('2027-06-15'),
  };
  const cases: ['planned' | 'open' | 'running' | 'ended', day: string, CohortPhase][] = [
    ['planned', '2026-11-30', 'planned'],
    ['open', '2026-11-30', 'open'],
    ['open', '2027-01-14', 'closed'],
    ['running', '2026-11-30', 'closed'],
    ['running', '2027-01-26', 'closed'],
    ['open', '2027-01-27', 'learning'],
    ['running', '2027-01-27', 'learning'],
    ['running', '2027-06-15', 'learning'],
    ['running', '2027-06-16', 'over'],
    ['open', '2027-06-16', 'over'],
    ['ended', '2027-03-01', 'ended'],
  ];
  for (const [state, day, phase] of cases)
    it(`${state} on ${day}: ${phase}`, () => expect(cohortPhase({ ...course, state }, fromWib(day))).to.equal(phase));
});

describe('where a cohort goes, and back', () => {
  const movedAt = fromWib('2026-11-21', '14:03');
  const dayLater = new Date(movedAt.getTime() + 86_400_000);
  const cases: ['planned' | 'open' | 'running' | 'ended', back: string | undefined][] = [
    ['planned', undefined],
    ['open', undefined],
    ['running', 'reopenApplications'],
    ['ended', 'reopen'],
  ];
  for (const [state, back] of cases) {
    it(`${state}: ${back ?? 'no way'} back, for a day`, () => {
      expect(wayBack({ state, movedAt }, new Date(dayLater.getTime() - 1))).to.equal(back);
      expect(wayBack({ state, movedAt }, dayLater)).to.equal(undefined);
      // Moved before the moment was kept.
      expect(wayBack({ state }, movedAt)).to.equal(undefined);
    });
  }

  it('opens nothing in a closed programme', () => {
    expect(waysOn({ state: 'planned' }, 'open')).to.deep.equal(['open']);
    expect(waysOn({ state: 'planned' }, 'closed')).to.deep.equal([]);
    expect(waysOn({ state: 'running' }, 'closed')).to.deep.equal(['end']);
  });

  const vacancies = [
    ['running', 3, 'open', 'free'],
    ['running', 0, 'open', 'full'],
    ['ended', 3, 'open', 'ended'],
    ['ended', 0, 'closed', 'closed'],
  ] as const;
  for (const [state, seatsLeft, programme, vacancy] of vacancies) {
    it(`${state} with ${seatsLeft} seats in a programme that is ${programme}: ${vacancy}`, () =>
      expect(vacancyIn({ state, seatsLeft }, { state: programme })).to.equal(vacancy));
  }
});
