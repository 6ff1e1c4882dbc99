import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, totpUri, verifyTotp } from '../../src/platform/totp.ts';
import { useKeys } from './use-keys.ts';

/** RFC 6238, appendix B: the SHA-1 vectors, of which six digits are used. */
const rfcSecret = Secret.fromLatin1('12345678901234567890').base32;
const rfcVectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

describe('a code from an authenticator app', () => {
  for (const [seconds, code] of rfcVectors) {
    it(`is ${code} at ${seconds} seconds`, () => {
      expect(verifyTotp(rfcSecret, code, 0, new Date(seconds * 1000))).to.equal(Math.floor(seconds / 30));
    });
  }

  const at = new Date('2026-11-22T05:00:10Z');
  const period = Math.floor(at.getTime() / 30_000);
  const codeOf = (counter: number) =>
    new TOTP({ secret: Secret.fromBase32(rfcSecret) }).generate({ timestamp: counter * 30_000 });
  const cases: [what: string, code: string, lastCounter: number, accepted: number | null][] = [
    ['this period', codeOf(period), 0, period],
    ['the period before', codeOf(period - 1), 0, period - 1],
    ['the next period', codeOf(period + 1), 0, period + 1],
    ['two periods ago', codeOf(period - 2), 0, null],
    ['two periods ahead', codeOf(period + 2), 0, null],
    ['a code that was used', codeOf(period), period, null],
    ['a code from before the last used one', codeOf(period - 1), period, null],
    ['the next code after a used one', codeOf(period + 1), period, period + 1],
    ['a code with a gap as apps show it', codeOf(period).replace(/(...)/, '$1 '), 0, period],
    ['a code pasted with what cannot be seen', `\u202a${codeOf(period)}\u200b\u202c`, 0, period],
    ['a code with a dash', codeOf(period).replace(/(...)/, '$1–'), 0, period],
    [
      'a code in fullwidth digits',
      codeOf(period).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      0,
      period,
    ],
    ['nothing', '', 0, null],
    ['five digits', '12345', 0, null],
    ['letters', 'abcdef', 0, null],
    ['digits of another script', '١٢٣٤٥٦', 0, null],
  ];
  for (const [what, code, lastCounter, accepted] of cases) {
    it(`${accepted === null ? 'is refused' : 'counts'}: ${what}`, () => {
      expect(verifyTotp(rfcSecret, code, lastCounter, at)).to.equal(accepted);
    });
  }

  it('belongs to a secret of 160 bits that an app can read', () => {
    const secret = newTotpSecret();
    expect(Secret.fromBase32(secret).bytes).to.have.length(20);
    expect(secret).to.not.equal(newTotpSecret());
    const uri = new URL(totpUri(secret, 'siti@example.id', 'Sekolah Ekspor'));
    expect(uri.protocol).to.equal('otpauth:');
    expect(uri.searchParams.get('secret')).to.equal(secret);
    expect(uri.searchParams.get('issuer')).to.equal('Sekolah Ekspor');
  });
});

describe('recovery codes', () => {
  useKeys();

  it('are ten, all different, with a hash each', () => {
    const { codes, hashes } = newRecoveryCodes();
    expect(new Set(codes).size).to.equal(10);
    expect(new Set(hashes).size).to.equal(10);
    for (const [index, code] of codes.entries()) {
      expect(code).to.match(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
      expect(hashRecoveryCode(code)).to.equal(hashes[index]);
    }
  });

  for (const typed of ['01AB2-CDEF3', '01ab2cdef3', ' 01AB2 CDEF3 ', 'OlAB2-CDEF3', 'oiab2-cdef3']) {
    it(`are found as typed: ${typed}`, () => {
      expect(hashRecoveryCode(typed)).to.equal(hashRecoveryCode('01AB2-CDEF3'));
    });
  }
});
