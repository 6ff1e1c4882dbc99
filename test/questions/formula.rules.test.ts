import { expect } from 'chai';
import { computeFormula, findFormulaProblem } from '../../src/features/questions/formula.rules.ts';

const computed: [formula: string, value: number][] = [
  ['47000000 / (1 - 0.20)', 58_750_000],
  ['2 + 3 * 4', 14],
  ['2 * 3 ^ 2', 18],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', 4],
  ['10 - 4 - 3', 3],
  ['100 / 10 / 2', 5],
  ['-(3 - 5) * 2', 4],
  ['round(71700000 / (1 - 1.1 * 0.003))', 71_937_393],
  ['round(64500000 / 16000, 2)', 4031.25],
  ['round(1.005, 2)', 1.01],
  ['round(-1.5)', -2],
  ['ceil(6000 / 28) + floor(1.9)', 216],
  ['max(0.03 * 200, 5) + min(1, 2, 0.5)', 6.5],
];
const unreadable = [
  '',
  '1 +',
  '(1',
  '1)',
  '1 2',
  'sqrt(4)',
  'constructor(1)',
  'round',
  '1,5 + 1',
  'alert(1)',
  '1 / 0',
  '2 ** 3',
];

describe('the formula of a numeric answer', () => {
  for (const [formula, value] of computed) {
    it(`${formula} is ${value}`, () => expect(computeFormula(formula)).to.be.closeTo(value, 1e-9 * Math.abs(value)));
  }
  for (const formula of unreadable) {
    it(`"${formula}" is refused`, () => expect(() => computeFormula(formula)).to.throw(Error));
  }

  it('agrees with the key within its tolerance, and not beyond', () => {
    const answer = { value: 6.5, tolerance: 0.1, formula: '13 / 2 + 0.1' };
    expect(findFormulaProblem(answer)).to.equal(undefined);
    expect(findFormulaProblem({ ...answer, tolerance: 0.05 })).to.equal('comes to 6.6, not to 6.5');
    expect(findFormulaProblem({ value: 0.3, tolerance: 0, formula: '0.1 + 0.2' })).to.equal(undefined);
    expect(findFormulaProblem({ value: 1, tolerance: 0 })).to.equal(undefined);
  });
});
