import { expect } from 'chai';
import { type CaseState, caseStates } from '../../src/features/assessments/case.states.ts';
import { isSupported } from '../../src/features/assessments/competency.rules.ts';
import { fingerprintOf, linkedEvidence, openGaps } from '../../src/features/assessments/record.rules.ts';

const kept = { valid: true, authentic: true, current: true, sufficient: true, note: 'Sesuai.' };
const units = ['A', 'B', 'C'];
const claims = units.map((unit) => ({ unit, evidence: ['faktur'] }));
const findings = units.map((unit) => ({ unit, recommendation: 'competent' as const }));
/** As records were before evidence was judged by unit. */
const older = (state: CaseState) => ({ state, units, claims, findings, evidence: [{ id: 'faktur', check: kept }] });

describe('one check of a file, from before evidence was judged by unit', () => {
  for (const state of caseStates.all) {
    const supported = state === 'decided' ? units : [];
    it(`supports ${supported.length} of three units of a case that is ${state}`, () => {
      const evidence = linkedEvidence(older(state));
      expect(units.filter((unit) => isSupported(unit, evidence))).to.deep.equal(supported);
      expect(openGaps(older(state)).map(({ gap }) => gap)).to.deep.equal(
        state === 'decided' ? [] : units.map(() => 'unchecked'),
      );
    });
  }

  it('does not come back once the piece was judged for one unit', () => {
    const judged = { ...older('decided'), evidence: [{ id: 'faktur', check: kept, checks: [{ unit: 'A', ...kept }] }] };
    expect(units.filter((unit) => isSupported(unit, linkedEvidence(judged)))).to.deep.equal(['A']);
  });

  it('leaves the fingerprint of what was recommended as it was', () => {
    const frozen = { number: 'UK-1', account: 'a', scheme: 's', cycle: 1, carried: [], consent: {} };
    expect(fingerprintOf({ ...older('recommended'), ...frozen }, undefined)).to.equal(
      'e09c0585809891989a8e339886f0135e1ec1d411285c4a54826cb71eb6dd8904',
    );
  });
});
