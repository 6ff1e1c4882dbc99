import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import {
  type CheckedEvidence,
  evidenceRules,
  findGaps,
  isDated,
  isSupported,
  meetsEvidenceRules,
  type Outcome,
  overallOutcome,
  type UnitGap,
} from '../../src/features/assessments/competency.rules.ts';

const kept = { valid: true, authentic: true, current: true, sufficient: true };
const good: CheckedEvidence = { units: ['A'], check: kept };
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
      expect(isSupported('A', [{ units: ['A'], check: { ...kept, [rule]: false } }])).to.equal(false);
    });
  }

  it('have to be kept by one piece, not by four pieces together', () => {
    const each = evidenceRules.map((rule) => ({
      units: ['A'],
      check: { valid: false, authentic: false, current: false, sufficient: false, [rule]: true },
    }));
    expect(isSupported('A', each)).to.equal(false);
  });
  it('have to be kept by a piece for that unit', () => expect(isSupported('B', [good])).to.equal(false));
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
  const unchecked: CheckedEvidence = { units: ['A'] };
  const weak: CheckedEvidence = { units: ['A'], check: { ...kept, sufficient: false } };
  const cases: [string, Record<string, Outcome>, CheckedEvidence[], UnitGap | undefined][] = [
    ['by nothing, when competence is supported', { A: K }, [good], undefined],
    ['by nothing, when another piece is weak', { A: K }, [weak, good], undefined],
    ['by nothing, when not yet competent without evidence', { A: BK }, [], undefined],
    ['by a unit that is not judged', {}, [good], 'unjudged'],
    ['by competence without evidence', { A: K }, [], 'unsupported'],
    ['by competence on weak evidence', { A: K }, [weak], 'unsupported'],
    ['by competence on evidence for another unit', { A: K }, [{ ...good, units: ['B'] }], 'unsupported'],
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
    const scored = { units: ['A'], percent: 100, score: { earned: 10, possible: 10, passed: true } } as CheckedEvidence;
    expect(isSupported('A', [scored])).to.equal(false);
    expect(findGaps(['A'], found({ A: K }), [{ ...scored, check: { ...kept, valid: false } }])).to.deep.equal([
      { unit: 'A', gap: 'unsupported' },
    ]);
  });
});
