import { expect } from 'chai';
import { type ModuleState, moduleProgress, neighboursOf, nextLesson } from '../../src/features/lessons/lesson.rules.ts';
import type { Opening } from '../../src/features/lessons/index.ts';
import { termText } from '../../src/features/lessons/term.page.ts';
import { weekEnd, weekOf, weekStart } from '../../src/features/lessons/week.rules.ts';
import { lessonPolicy } from '../../src/features/lessons/lesson.policy.ts';
import type { Role } from '../../src/features/accounts/index.ts';
import { formatterFor } from '../../src/platform/format.ts';
import { translator } from '../../src/platform/i18n.ts';
import { aCourse } from '../support/curriculum.ts';

const { curriculum } = aCourse();
const [first, second] = curriculum.modules;
const keys = ['01-kenal-barang/01-klaim', '01-kenal-barang/02-berat', '02-hitung-harga/01-biaya'];

describe('the next lesson', () => {
  const cases: [read: string[], next: string | undefined][] = [
    [[], keys[0]],
    [[keys[0]!], keys[1]],
    [[keys[1]!], keys[0]],
    [[keys[0]!, keys[1]!], keys[2]],
    [keys, undefined],
    [['a lesson of another version'], keys[0]],
  ];
  for (const [read, next] of cases) {
    it(`after ${read.join(', ') || 'nothing'}: ${next}`, () => {
      expect(nextLesson(curriculum, new Set(read))?.key).to.equal(next);
    });
  }
});

describe('the progress of a module', () => {
  const cases: [read: string[], week: number, state: ModuleState][] = [
    [[], 0, 'planned'],
    [[], 1, 'notStarted'],
    [[], 4, 'notStarted'],
    [[keys[0]!], 1, 'started'],
    [[keys[0]!], 0, 'started'],
    [[keys[0]!, keys[1]!], 1, 'finished'],
    [[keys[2]!], 1, 'notStarted'],
  ];
  for (const [read, week, state] of cases) {
    it(`${read.length} read in week ${week}: ${state}`, () => {
      expect(moduleProgress(first!, new Set(read), week).state).to.equal(state);
    });
  }
});

describe('what stands around a lesson', () => {
  it('is within its module', () => {
    const [one, two] = first!.lessons;
    expect(neighboursOf(first!, one!)).to.deep.equal({ previous: undefined, next: two });
    expect(neighboursOf(first!, two!)).to.deep.equal({ previous: one, next: undefined });
    expect(neighboursOf(second!, second!.lessons[0]!)).to.deep.equal({ previous: undefined, next: undefined });
  });
});

describe('the weeks of a cohort', () => {
  const startsOn = new Date('2026-11-02T00:00+07:00');
  const cases: [at: string, week: number][] = [
    ['2026-11-01T23:59+07:00', 0],
    ['2026-11-02T00:00+07:00', 1],
    ['2026-11-08T23:59+07:00', 1],
    ['2026-11-09T00:00+07:00', 2],
    ['2027-06-01T00:00+07:00', 4],
  ];
  for (const [at, week] of cases) {
    it(`${at} is in week ${week}`, () => expect(weekOf(startsOn, 4, new Date(at))).to.equal(week));
  }
  const endsOn = new Date('2026-11-29T00:00+07:00');
  const speech = { t: translator('id'), f: formatterFor('id') };
  for (const [at, text] of [
    ['2026-11-01T23:59+07:00', 'Mulai Senin, 2 Nov 2026'],
    ['2026-11-09T00:00+07:00', 'Minggu 2 dari 4'],
    ['2026-11-29T23:59+07:00', 'Minggu 4 dari 4'],
    ['2026-11-30T00:00+07:00', 'Selesai 29 Nov 2026'],
  ] as const) {
    it(`are “${text}” at ${at}`, () => expect(termText({ startsOn, endsOn }, 4, speech, new Date(at))).to.equal(text));
  }
  it('are over for a class that was ended before its last day', () => {
    const ended = { startsOn, endsOn, state: 'ended', movedAt: new Date('2026-11-12T14:03+07:00') } as const;
    expect(termText(ended, 4, speech, new Date('2026-11-12T14:03+07:00'))).to.equal('Selesai 12 Nov 2026');
    // Ended before the moment was kept: its last day is all that is known.
    const old = { startsOn, endsOn, state: 'ended' } as const;
    expect(termText(old, 4, speech, new Date('2026-11-12T14:03+07:00'))).to.equal('Selesai 29 Nov 2026');
  });
  it('follow each other', () => {
    expect(weekStart(startsOn, 1)).to.deep.equal(startsOn);
    expect(weekEnd(startsOn, 2)).to.deep.equal(weekStart(startsOn, 3));
  });
});

describe('who may read and finish a lesson', () => {
  const cohort = { id: 'cohort', programme: 'programme', centre: 'centre' };
  const enrolment = { id: 'enrolment' };
  const cases: [role: Role, scope: string, isEnrolled: boolean, read: boolean, finish: boolean][] = [
    ['learner', 'cohort', true, true, true],
    ['learner', 'another cohort', false, false, false],
    ['instructor', 'cohort', false, true, false],
    ['instructor', 'another cohort', false, false, false],
    ['centre-admin', 'centre', false, true, false],
    ['programme-admin', 'programme', false, true, false],
    ['labour-office', '36.71', false, false, false],
    ['assessor', 'body', false, false, false],
  ];
  for (const [role, scope, isEnrolled, read, finish] of cases) {
    it(`${role} of ${scope}: read ${read}, finish ${finish}`, () => {
      const actor = { id: 'actor', name: 'Budi', roles: [{ role, scope }] };
      const membership = { cohort, enrolment: isEnrolled ? enrolment : undefined };
      expect(lessonPolicy.read(actor, membership).allowed).to.equal(read);
      expect(lessonPolicy.finish(actor, { ...membership, opening: { kind: 'open' } }).allowed).to.equal(finish);
    });
  }

  const opensAt = new Date('2026-11-02T00:00+07:00');
  const since = new Date('2026-11-30T00:00+07:00');
  const times: [Opening, role: Role, isEnrolled: boolean, open: boolean, finish: boolean][] = [
    [{ kind: 'before', opensAt }, 'learner', true, false, false],
    [{ kind: 'open' }, 'learner', true, true, true],
    [{ kind: 'over', since }, 'learner', true, true, false],
    [{ kind: 'before', opensAt }, 'instructor', false, true, false],
    [{ kind: 'over', since }, 'instructor', false, true, false],
    // Who teaches and learns in one class prepares it.
    [{ kind: 'before', opensAt }, 'instructor', true, true, false],
  ];
  for (const [opening, role, isEnrolled, open, finish] of times) {
    it(`${role}, ${isEnrolled ? 'with' : 'without'} a seat, ${opening.kind}: open ${open}, finish ${finish}`, () => {
      const actor = { id: 'actor', name: 'Budi', roles: [{ role, scope: 'cohort' }] };
      const subject = { cohort, enrolment: isEnrolled ? enrolment : undefined, opening };
      expect(lessonPolicy.open(actor, subject).allowed).to.equal(open);
      expect(lessonPolicy.finish(actor, subject).allowed).to.equal(finish);
    });
  }

  it('says when it opens', () => {
    const actor = { id: 'actor', name: 'Budi', roles: [{ role: 'learner' as const, scope: 'cohort' }] };
    const subject = { cohort, enrolment, opening: { kind: 'before' as const, opensAt } };
    expect(lessonPolicy.open(actor, subject)).to.deep.equal({
      allowed: false,
      reason: 'lessons.refused.before',
      values: { date: opensAt },
    });
  });
});
