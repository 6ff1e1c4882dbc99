import { expect } from 'chai';
import type { CertificateSnapshot } from '../../src/features/certificates/document/snapshot.ts';
import { findChanges, findObstacle, foundedReasons } from '../../src/features/certificates/replacement.rules.ts';
import { composeReplacement } from '../../src/features/certificates/snapshot.rules.ts';
import { aCertificate, aUnit } from './a-certificate.ts';

const now = new Date('2027-01-05T03:00:00Z');
const ahead = new Date('2029-12-04T16:59:59.999Z');
const past = new Date(now.getTime() - 1);

describe('whether a certificate may be replaced', () => {
  const cases: [string, Parameters<typeof findObstacle>[0], ReturnType<typeof findObstacle>][] = [
    ['valid', { state: 'valid', validUntil: ahead }, undefined],
    ['valid in its last moment', { state: 'valid', validUntil: now }, undefined],
    ['expired', { state: 'valid', validUntil: past }, 'expired'],
    ['revoked', { state: 'revoked', validUntil: ahead }, 'revoked'],
    ['replaced already', { state: 'superseded', validUntil: ahead }, 'superseded'],
    ['about to be revoked', { state: 'valid', validUntil: ahead, request: {} }, 'revocation-asked'],
    ['expired with a request to revoke it', { state: 'valid', validUntil: past, request: {} }, 'expired'],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected ?? 'yes'}`, () => expect(findObstacle(given, now)).to.equal(expected));
  }
});

describe('what a replacement says otherwise', () => {
  const old = aCertificate({ holderName: 'Sari Wulandri' });
  const cases: [string, Partial<CertificateSnapshot>, kinds: string[], reasons: string[]][] = [
    ['nothing', {}, [], []],
    ['another number, code and day', { number: 'LYR-2027-0001', code: 'X', issuedOn: now, verifyUrl: 'y' }, [], []],
    ['the name', { holderName: 'Sari Wulandari' }, ['holder'], ['name']],
    [
      'who signs',
      { signatories: [{ name: 'Budi Santoso', role: { id: 'Kepala Sekolah', en: 'Head of School' } }] },
      ['signatory'],
      ['signatory'],
    ],
    [
      'what the signatory is called in English',
      { signatories: [{ ...old.signatories[0]!, role: { id: 'Kepala Sekolah', en: 'Principal' } }] },
      ['signatory'],
      ['signatory'],
    ],
    ['the programme and the city', { programmeName: 'A', city: 'B' }, ['programme', 'city'], ['particulars']],
    [
      'the licence, and the name',
      { holderName: 'Sari W.', statement: { id: 'Lembaga berlisensi.', en: 'Licensed.' } },
      ['holder', 'statement'],
      ['name', 'particulars'],
    ],
  ];
  for (const [name, change, kinds, reasons] of cases) {
    it(name, () => {
      const changes = findChanges(old, { ...old, ...change });
      expect(changes.map(({ kind }) => kind)).to.deep.equal(kinds);
      expect(foundedReasons(changes)).to.deep.equal(reasons);
    });
  }

  it('is of people and bodies only: units, decision and validity stay as they were decided', () => {
    const decided = aCertificate({ units: [aUnit(1), aUnit(2)] });
    const signatories = [{ name: 'Budi Santoso', role: { id: 'Kepala', en: 'Head' } }];
    const particulars = { holderName: 'A', programmeName: 'B', issuerName: 'C', city: 'D', signatories };
    const statement = { id: 'E', en: 'F' };
    const code = 'A'.repeat(26);
    const imprint = { number: 'LYR-2027-0009', code, schoolName: 'G', verifyUrl: 'https://h/v/i', statement };
    const { units, schemeTitle, decidedOn, validUntil } = decided;
    expect(composeReplacement(decided, particulars, imprint, now)).to.deep.equal({
      ...particulars,
      ...imprint,
      code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA',
      units,
      schemeTitle,
      decidedOn,
      validUntil,
      issuedOn: now,
    });
  });
});
