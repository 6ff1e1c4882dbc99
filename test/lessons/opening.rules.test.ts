import { expect } from 'chai';
import { closesAt, openingOf } from '../../src/features/lessons/index.ts';
import { workOpening } from '../../src/features/assignments/submission.rules.ts';

const at = (text: string) => new Date(`${text}+07:00`);
const term = { startsOn: at('2026-11-02T00:00'), endsOn: at('2026-11-29T00:00'), examOn: at('2026-12-05T00:00') };
const ended = { ...term, state: 'ended', movedAt: at('2026-11-12T14:03') } as const;

describe('what a class opens, and until when', () => {
  const cases: [what: string, now: string, kind: string][] = [
    ['58 days before the start', '2026-09-05T09:00', 'before'],
    ['the last moment before the start', '2026-11-01T23:59:59.999', 'before'],
    ['the first moment', '2026-11-02T00:00', 'open'],
    ['the first week, ahead of the plan', '2026-11-03T00:00', 'open'],
    ['the last moment of the last day', '2026-11-29T23:59:59.999', 'open'],
    ['the moment after the last day', '2026-11-30T00:00', 'over'],
  ];
  for (const [what, now, kind] of cases) {
    it(`${what}: ${kind}`, () => expect(openingOf(term, at(now)).kind).to.equal(kind));
    for (const state of ['planned', 'open', 'running'] as const) {
      it(`${what}, ${state}: ${kind}, because the days decide`, () =>
        expect(openingOf({ ...term, state }, at(now)).kind).to.equal(kind));
    }
  }

  it('is over once somebody has ended it, at whatever hour that was', () => {
    expect(openingOf(ended, at('2026-11-12T14:03'))).to.deep.equal({ kind: 'over', since: ended.movedAt });
    expect(openingOf({ ...ended, movedAt: at('2026-12-24T10:00') }, at('2026-12-24T10:00'))).to.deep.equal({
      kind: 'over',
      since: at('2026-11-30T00:00'),
    });
    expect(openingOf({ ...term, state: 'ended' }, at('2026-11-03T00:00')).kind).to.equal('over');
  });

  it('counts the start of a class as no end', () => {
    expect(closesAt({ ...term, state: 'running', movedAt: at('2026-11-02T08:00') })).to.deep.equal(
      at('2026-11-30T00:00'),
    );
  });

  it('says when it opens', () =>
    expect(openingOf(term, at('2026-11-01T00:00'))).to.deep.equal({
      kind: 'before',
      opensAt: term.startsOn,
    }));
});

describe('an assignment', () => {
  const cases: [
    what: string,
    state: 'draft' | 'returned' | 'submitted',
    cohort: typeof term | typeof ended,
    now: string,
    kind: string,
  ][] = [
    ['a draft on the last day', 'draft', term, '2026-11-29T23:59', 'open'],
    ['a draft after it', 'draft', term, '2026-11-30T00:00', 'over'],
    ['what was returned, after the last day', 'returned', term, '2026-11-30T00:00', 'open'],
    ['the last moment before the exam day', 'returned', term, '2026-12-04T23:59:59', 'open'],
    ['on the exam day', 'returned', term, '2026-12-05T00:00', 'over'],
    ['what was returned in a class that was ended', 'returned', ended, '2026-11-13T00:00', 'over'],
    ['what was returned before its week', 'returned', term, '2026-11-01T00:00', 'before'],
  ];
  for (const [what, state, cohort, now, kind] of cases) {
    it(`${what}: ${kind}`, () =>
      expect(workOpening({ state: 'running', ...cohort }, state, at(now)).kind).to.equal(kind));
  }
});
