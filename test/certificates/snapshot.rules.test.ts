import { expect } from 'chai';
import {
  beginningOfNumber,
  certificateSeries,
  findNumbers,
  readNumber,
} from '../../src/features/certificates/number.rules.ts';
import { waitingFor } from '../../src/features/certificates/waiting.rules.ts';
import { licenceAt } from '../../src/features/programmes/index.ts';

const now = new Date('2026-12-04T03:00:00Z');

describe('what goes into a certificate', () => {
  it('counts in the year of WIB', () => {
    expect(certificateSeries(new Date('2026-12-31T16:59:59Z'))).to.equal('LYR-2026');
    expect(certificateSeries(new Date('2026-12-31T17:00:00Z'))).to.equal('LYR-2027');
  });

  it('knows a licence only while it is valid', () => {
    const licence = { number: 'BNSP-LSP-000-ID', validUntil: now };
    expect(licenceAt(licence, now)).to.equal(licence);
    expect(licenceAt(licence, new Date(now.getTime() + 1))).to.equal(undefined);
    expect(licenceAt(undefined, now)).to.equal(undefined);
  });

  const typed: [text: string, number: string | undefined, beginning: string | undefined][] = [
    ['LYR-2026-0012', 'LYR-2026-0012', 'LYR-2026-0012'],
    [' lyr 2026 12 ', 'LYR-2026-0012', 'LYR-2026-12'],
    ['\u202aLYR\u20112026–0012\u202c', 'LYR-2026-0012', 'LYR-2026-0012'],
    ['ＬＹＲ－２０２６－０００１', 'LYR-2026-0001', 'LYR-2026-0001'],
    ['Nomor: LYR-2026-12345', 'LYR-2026-12345', undefined],
    ['lyr', undefined, 'LYR'],
    ['LYR-20', undefined, 'LYR-20'],
    ['Lyra', undefined, undefined],
    ['', undefined, undefined],
  ];
  for (const [text, number, beginning] of typed) {
    it(`reads the number in “${text}” as ${number}, its beginning as ${beginning}`, () => {
      expect([readNumber(text), beginningOfNumber(text)]).to.deep.equal([number, beginning]);
    });
  }

  it('finds the numbers that a file mentions, in one byte a character or two', () => {
    const wide = Buffer.from('LYR-2026-0002', 'utf16le');
    const file = Buffer.concat([Buffer.from('x LYR-2026-0001 LYR-2026-0001 LYR-26-1 '), wide]);
    expect(findNumbers(file)).to.deep.equal(['LYR-2026-0001', 'LYR-2026-0002']);
  });
});

describe('what a learner without a certificate waits for', () => {
  const enrolment = { cohort: 'c' };
  const assessed = { id: 'k', number: 'UK-2026-0001', cycle: 1, state: 'decided', examOn: now, step: 'done' } as never;
  const withOutcome = (outcome?: string) =>
    Object.assign<object, object, object>({}, assessed, outcome ? { outcome } : {}) as never;
  const cases: [string, Parameters<typeof waitingFor>, ReturnType<typeof waitingFor>][] = [
    ['to be admitted', [undefined, undefined], { for: 'admission' }],
    ['to complete', [enrolment, undefined], { for: 'completion', cohort: 'c' }],
    ['for the panel', [enrolment, withOutcome()], { for: 'decision', case: 'k' }],
    ['to become competent', [enrolment, withOutcome('not-yet-competent')], { for: 'competence', case: 'k' }],
    ['for what holds it up', [enrolment, withOutcome('competent'), true], { for: 'held', case: 'k' }],
    ['for the printing', [enrolment, withOutcome('competent')], { for: 'printing', case: 'k' }],
  ];
  for (const [name, given, waiting] of cases) {
    it(name, () => expect(waitingFor(...given)).to.deep.equal(waiting));
  }
});
