import { expect } from 'chai';
import { licenceState, readRegistration } from '../../src/features/assessors/registration.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

describe('a MET registration number', () => {
  const readings: Record<string, string | undefined> = {
    'MET.000.001668 2012': 'MET.000.001668 2012',
    'met.000.001668.2012': 'MET.000.001668 2012',
    '  Met.000.01668 2012 ': 'MET.000.001668 2012',
    'MET 000 001668 2012': 'MET.000.001668 2012',
    'MET.000.001668  2012': 'MET.000.001668 2012',
    'MET.000.1668 2012': undefined,
    'MET.001.001668 2012': undefined,
    'MET.000.0016680 2012': undefined,
    'MET.000.001668 12': undefined,
    'xMET.000.001668 2012': undefined,
    '': undefined,
  };
  for (const [typed, stored] of Object.entries(readings)) {
    it(`"${typed}" is ${stored ?? 'none'}`, () => expect(readRegistration(typed)).to.equal(stored));
  }
});

describe('the state of a licence', () => {
  const licence = { from: fromWib('2024-03-26'), until: fromWib('2027-03-26') };
  const states: Record<string, string> = {
    '2024-03-25T16:59:59Z': 'not-yet',
    '2024-03-25T17:00:00Z': 'valid',
    '2026-12-25T05:00:00Z': 'valid',
    '2026-12-27T05:00:00Z': 'near-expiry',
    '2027-03-26T16:59:59Z': 'near-expiry',
    '2027-03-26T17:00:00Z': 'expired',
  };
  for (const [at, state] of Object.entries(states)) {
    it(`is ${state} at ${at}`, () => expect(licenceState(licence, new Date(at))).to.equal(state));
  }
});
