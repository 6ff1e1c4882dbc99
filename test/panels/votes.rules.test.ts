import { expect } from 'chai';
import type { Outcome, RecommendedUnit } from '../../src/features/assessments/index.ts';
import {
  asRecommended,
  countVotes,
  findVoteProblem,
  type UnitDecision,
  type VoteProblem,
  votesOf,
} from '../../src/features/panels/votes.rules.ts';

const K: Outcome = 'competent';
const BK: Outcome = 'not-yet-competent';

describe('a decision on a unit', () => {
  const cases: [string, Outcome, Outcome, string, boolean, VoteProblem | undefined][] = [
    ['follows a recommendation without words', K, K, '', true, undefined],
    ['follows a "not yet" without words', BK, BK, '', false, undefined],
    ['departs downward with a reason', K, BK, 'Faktur tidak asli.', true, undefined],
    ['does not depart downward without one', K, BK, '', true, 'reason-needed'],
    ['departs upward with a reason and evidence', BK, K, 'Bukti cukup.', true, undefined],
    ['does not depart upward without a reason', BK, K, '', true, 'reason-needed'],
    ['does not depart upward without evidence, whatever the reason', BK, K, 'Kami percaya.', false, 'unsupported'],
  ];
  for (const [what, recommended, decided, reason, supported, problem] of cases) {
    it(what, () => expect(findVoteProblem({ recommended, decided, reason, isSupported: supported })).to.equal(problem));
  }
});

describe('votes of a panel', () => {
  const aUnit = (unit: string, recommended: Outcome, missing = ''): RecommendedUnit => ({
    unit,
    recommended,
    missing,
    isSupported: true,
  });
  const [a, b] = [aUnit('A', K), aUnit('B', BK, 'Hitung harga FOB.')];
  const decided = (unit: string, outcome: Outcome, reason = ''): UnitDecision => ({ unit, outcome, reason });
  const units = [a, b];

  const cases: [string, UnitDecision[], Outcome[], string[]][] = [
    ['are what was recommended where the minute says nothing', [], [K, BK], ['', '']],
    [
      'are what the minute says',
      [decided('A', BK, 'Palsu.'), decided('B', K, 'Cukup.')],
      [BK, K],
      ['Palsu.', 'Cukup.'],
    ],
    ['are taken unit by unit', [decided('B', K, 'Cukup.')], [K, K], ['', 'Cukup.']],
    ['say nothing of a unit that was not recommended', [decided('C', K)], [K, BK], ['', '']],
  ];
  for (const [what, decisions, outcomes, reasons] of cases) {
    it(what, () => {
      const votes = votesOf(units, decisions);
      expect(votes.map((vote) => vote.decided)).to.deep.equal(outcomes);
      expect(votes.map((vote) => vote.reason)).to.deep.equal(reasons);
      expect(votes.map((vote) => vote.recommended)).to.deep.equal([K, BK]);
    });
  }

  it('begin as what was recommended, in which there is nothing to ask about', () => {
    const votes = votesOf(units, asRecommended(units));
    expect(votes).to.deep.equal(votesOf(units, []));
    expect(votes.map(findVoteProblem)).to.deep.equal([undefined, undefined]);
  });

  type Row = [what: string, decisions: UnitDecision[], carried: string[], outcome: Outcome, missing: string[]];
  const counts: Row[] = [
    ['one unit that is not yet makes the whole not yet', [], [], BK, ['', 'Hitung harga FOB.']],
    ['every unit competent makes the whole competent', [decided('B', K, 'Cukup.')], [], K, ['', '']],
    ['a reason of the panel is what is missing', [decided('B', BK, 'Palsu.')], [], BK, ['', 'Palsu.']],
    ['units of an earlier cycle stay competent', [decided('B', K, 'Cukup.')], ['C'], K, ['', '', '']],
    ['and do not make up for one that is not yet', [], ['C', 'D'], BK, ['', 'Hitung harga FOB.', '', '']],
  ];
  for (const [what, decisions, carried, outcome, missing] of counts) {
    it(`are counted: ${what}`, () => {
      const counted = countVotes(votesOf(units, decisions), { units: ['A', 'B'], carried });
      expect(counted.outcome).to.equal(outcome);
      expect(counted.units.map((unit) => unit.missing)).to.deep.equal(missing);
      expect(counted.units.filter((unit) => unit.carried).map(({ code }) => code)).to.deep.equal(carried);
    });
  }

  it('are not enough while a unit in question has none', () =>
    expect(countVotes(votesOf([a], []), { units: ['A', 'B'], carried: [] }).outcome).to.equal(BK));

  it('make nobody competent who is examined in nothing', () =>
    expect(countVotes([], { units: [], carried: [] }).outcome).to.equal(BK));
});
