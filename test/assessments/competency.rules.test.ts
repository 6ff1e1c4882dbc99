import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import {
  checkFor,
  type CheckedEvidence,
  evidenceRules,
  findGaps,
  isDated,
  isSupported,
  meetsEvidenceRules,
  type Outcome,
  overallOutcome,
  uncheckedUnits,
  type UnitGap,
} from '../../src/features/assessments/competency.rules.ts';

const kept = { valid: true, authentic: true, current: true, sufficient: true };
const good: CheckedEvidence = { units: ['A'], checks: [{ unit: 'A', ...kept }] };
const K: Outcome = 'competent';
const BK: Outcome = 'not-yet-competent';
const found = (outcomes: Record<string, Outcome>) =>
  Object.entries(outcomes).map(([unit, outcome]) => ({ unit, outcome }));

describe('the rules of evidence', () => {
  it('are kept when all four are', () => expect(meetsEvidenceRules(kept)).to.equal(true));
  it('are not kept before anybody has looked', () => expect(meetsEvidenceRules(undefined)).to.equal(false));
  for (const rule of evidenceRules) {
    it(`are not kept when it is not ${rule}`, () => {
      expect(meetsEvidenceRules({ ...kept, [rule]: false })).to.equal(false);
      expect(isSupported('A', [{ units: ['A'], checks: [{ unit: 'A', ...kept, [rule]: false }] }])).to.equal(false);
    });
  }

  it('have to be kept by one piece, not by four pieces together', () => {
    const each = evidenceRules.map((rule) => ({
      units: ['A'],
      checks: [{ unit: 'A', valid: false, authentic: false, current: false, sufficient: false, [rule]: true }],
    }));
    expect(isSupported('A', each)).to.equal(false);
  });
  it('have to be kept by a piece for that unit', () => expect(isSupported('B', [good])).to.equal(false));

  const offered: CheckedEvidence = { units: ['A', 'B', 'C'], checks: [{ unit: 'A', ...kept }] };
  const judged: [string, CheckedEvidence, string[], string[]][] = [
    ['for one of three units', offered, ['A'], ['B', 'C']],
    ['for a unit that it is not offered for', { ...offered, units: ['B'] }, [], ['B']],
    ['for none', { ...offered, checks: [] }, [], ['A', 'B', 'C']],
    [
      'well for one and badly for another',
      { ...offered, checks: [...offered.checks, { unit: 'B', ...kept, sufficient: false }] },
      ['A'],
      ['C'],
    ],
  ];
  for (const [how, piece, supported, unchecked] of judged) {
    it(`judged ${how} say nothing of the others`, () => {
      expect(['A', 'B', 'C'].filter((unit) => isSupported(unit, [piece]))).to.deep.equal(supported);
      expect(uncheckedUnits(piece)).to.deep.equal(unchecked);
    });
  }
  it('are read for the unit that is asked about', () => expect(checkFor('B', offered)).to.equal(undefined));
});

describe('evidence and its age', () => {
  const at = new Date('2026-11-22T03:00:00Z');
  const ages: Record<string, boolean> = {
    '2026-11-21': false,
    '2025-11-23': false,
    '2025-11-21': true,
    '2019-01-01': true,
  };
  for (const [day, dated] of Object.entries(ages)) {
    it(`of ${day} is ${dated ? 'to be questioned' : 'current'}`, () =>
      expect(isDated(new Date(`${day}T03:00:00Z`), at)).to.equal(dated));
  }
});

describe('competent over all', () => {
  const cases: [string, string[], Record<string, Outcome>, Outcome][] = [
    ['when every unit is', ['A', 'B'], { A: K, B: K }, K],
    ['not when one unit is not', ['A', 'B'], { A: K, B: BK }, BK],
    ['not when one unit was never judged', ['A', 'B'], { A: K }, BK],
    ['not by units that are not in question', ['A', 'B'], { A: K, C: K }, BK],
    ['not without any unit', [], {}, BK],
  ];
  for (const [when, units, outcomes, expected] of cases) {
    it(when, () => expect(overallOutcome(units, found(outcomes))).to.equal(expected));
  }
});

describe('a recommendation is held back', () => {
  const unchecked: CheckedEvidence = { units: ['A'], checks: [] };
  const elsewhere: CheckedEvidence = { units: ['A', 'B'], checks: [{ unit: 'B', ...kept }] };
  const weak: CheckedEvidence = { units: ['A'], checks: [{ unit: 'A', ...kept, sufficient: false }] };
  const cases: [string, Record<string, Outcome>, CheckedEvidence[], UnitGap | undefined][] = [
    ['by nothing, when competence is supported', { A: K }, [good], undefined],
    ['by nothing, when another piece is weak', { A: K }, [weak, good], undefined],
    ['by nothing, when not yet competent without evidence', { A: BK }, [], undefined],
    ['by a unit that is not judged', {}, [good], 'unjudged'],
    ['by competence without evidence', { A: K }, [], 'unsupported'],
    ['by competence on weak evidence', { A: K }, [weak], 'unsupported'],
    ['by competence on evidence for another unit', { A: K }, [{ ...good, units: ['B'] }], 'unsupported'],
    ['by a piece that was checked for another unit', { A: K }, [good, elsewhere], 'unchecked'],
    ['by a piece nobody has checked', { A: BK }, [good, unchecked], 'unchecked'],
  ];
  for (const [by, outcomes, evidence, gap] of cases) {
    it(by, () => expect(findGaps(['A'], found(outcomes), evidence)).to.deep.equal(gap ? [{ unit: 'A', gap }] : []));
  }
});

describe('a quiz score', () => {
  const folder = 'src/features/assessments';
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));

  it('is read by no file of the feature', () => {
    const readers = sources.filter((name) =>
      /from '[^']*\/(quizzes|lessons)\//.test(readFileSync(path.join(folder, name), 'utf8')),
    );
    expect(readers).to.deep.equal([]);
  });

  it('changes no decision when it is smuggled in beside the evidence', () => {
    const scored = {
      units: ['A'],
      checks: [],
      percent: 100,
      score: { earned: 10, possible: 10, passed: true },
    } as CheckedEvidence;
    expect(isSupported('A', [scored])).to.equal(false);
    expect(
      findGaps(['A'], found({ A: K }), [{ ...scored, checks: [{ unit: 'A', ...kept, valid: false }] }]),
    ).to.deep.equal([{ unit: 'A', gap: 'unsupported' }]);
  });
});
