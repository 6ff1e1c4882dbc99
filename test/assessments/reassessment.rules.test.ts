import { expect } from 'chai';
import { decideReassessment, defaultTerms, splitUnits } from '../../src/features/assessments/reassessment.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

const at = fromWib('2026-11-22', '15:30');
const notYet = { outcome: 'not-yet-competent', at } as const;

describe('asking to be assessed again', () => {
  it('waits for the decision', () =>
    expect(decideReassessment({ cycle: 1 }, defaultTerms, at)).to.deep.equal({ may: false, reason: 'not-decided' }));

  it('is not for those who are competent', () =>
    expect(decideReassessment({ cycle: 1, decision: { outcome: 'competent', at } }, defaultTerms, at)).to.deep.equal({
      may: false,
      reason: 'competent',
    }));

  it('is too early on the thirteenth day, and says from when', () =>
    expect(
      decideReassessment({ cycle: 1, decision: notYet }, defaultTerms, fromWib('2026-12-05', '23:59')),
    ).to.deep.equal({
      may: false,
      reason: 'too-early',
      from: fromWib('2026-12-06'),
    }));

  it('is possible from the first minute of the fourteenth day', () =>
    expect(decideReassessment({ cycle: 2, decision: notYet }, defaultTerms, fromWib('2026-12-06'))).to.deep.equal({
      may: true,
    }));

  it('ends with the third cycle', () =>
    expect(decideReassessment({ cycle: 3, decision: notYet }, defaultTerms, fromWib('2027-12-06'))).to.deep.equal({
      may: false,
      reason: 'no-cycle-left',
    }));

  it('follows the terms it is given', () =>
    expect(decideReassessment({ cycle: 3, decision: notYet }, { waitingDays: 0, maxCycles: 4 }, at)).to.deep.equal({
      may: true,
    }));

  it('is for the units that are not yet competent alone', () =>
    expect(
      splitUnits([
        { unit: 'A', outcome: 'competent' },
        { unit: 'B', outcome: 'not-yet-competent' },
        { unit: 'C', outcome: 'competent' },
      ]),
    ).to.deep.equal({ again: ['B'], carried: ['A', 'C'] }));
});
