import { expect } from 'chai';
import {
  blindIndex,
  decryptField,
  encryptField,
  hashToken,
  randomCode,
  randomToken,
  safeEqual,
} from '../../src/platform/crypto.ts';
import { rotateFieldKey } from '../../src/platform/key-rotation.ts';
import { currentKeys, installKeys, openKeys } from '../../src/platform/keys.ts';
import { useKeys } from './use-keys.ts';

const address = { collection: 'businesses', id: '65f0c0ffee0000000000abcd', field: 'nik' };
const nik = '3671011203900001';

describe('an encrypted field', () => {
  useKeys();

  for (const plain of [nik, '', 'Siti Nurhaliza binti Ōsa 🌿', 'x'.repeat(10_000)]) {
    it(`opens to what it was: ${plain.slice(0, 12) || 'the empty text'}`, () => {
      expect(decryptField(encryptField(plain, address), address)).to.equal(plain);
    });
  }

  it('never looks the same twice and never holds the plain text', () => {
    const stored = Array.from({ length: 500 }, () => encryptField(nik, address));
    expect(new Set(stored).size).to.equal(500);
    for (const text of stored) expect(Buffer.from(text.split('.')[2]!, 'base64url').includes(nik)).to.equal(false);
  });

  const elsewhere = [
    { ...address, id: '65f0c0ffee0000000000abce' },
    { ...address, field: 'phone' },
    { ...address, collection: 'accounts' },
  ];
  for (const wrong of elsewhere) {
    it(`does not open at ${wrong.collection} ${wrong.id} ${wrong.field}`, () => {
      const stored = encryptField(nik, address);
      expect(() => decryptField(stored, wrong)).to.throw();
    });
  }

  it('does not open with any one bit changed', () => {
    const [version, kid, body = ''] = encryptField(nik, address).split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(
        () => decryptField(`${version}.${kid}.${altered.toString('base64url')}`, address),
        `bit ${bit}`,
      ).to.throw();
    }
  });

  for (const [what, stored] of [
    ['nothing', ''],
    ['another version', 'v2.x.AAAA'],
    ['an unknown key', `v1.000000000000.${'A'.repeat(60)}`],
  ] as const) {
    it(`does not open ${what}`, () => {
      expect(() => decryptField(stored, address)).to.throw(/no key at hand/);
    });
  }

  it('does not open when cut short', () => {
    const stored = encryptField(nik, address);
    for (let length = stored.length - 1; length > 15; length -= 1) {
      expect(() => decryptField(stored.slice(0, length), address), `${length} characters`).to.throw();
    }
  });

  it('stays readable after a rotation, while new ones use the new key', async () => {
    const stored = encryptField(nik, address);
    const { directory } = currentKeys();
    const { kid } = await rotateFieldKey(directory);
    installKeys(await openKeys(directory, { dataExists: true }));
    expect(decryptField(stored, address)).to.equal(nik);
    expect(encryptField(nik, address).split('.')[1]).to.equal(kid);
  });
});

describe('a blind index', () => {
  useKeys();

  it('is the same for the same value, and another for another purpose', () => {
    expect(blindIndex('nik', nik)).to.equal(blindIndex('nik', nik));
    expect(blindIndex('nik', nik)).to.not.equal(blindIndex('phone', nik));
    expect(blindIndex('nik', nik)).to.not.equal(hashToken(nik));
  });
});

describe('tokens and codes', () => {
  it('have the length asked for and do not repeat', () => {
    expect(Buffer.from(randomToken(256), 'base64url')).to.have.length(32);
    expect(Buffer.from(randomToken(), 'base64url')).to.have.length(32);
    const codes = Array.from({ length: 2000 }, () => randomCode(26));
    expect(new Set(codes).size).to.equal(2000);
    for (const code of codes) expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(new Set(codes.join('')).size).to.equal(32);
  });

  it('compare by content, whatever their lengths', () => {
    expect(safeEqual('abc', 'abc')).to.equal(true);
    expect(safeEqual('abc', 'abd')).to.equal(false);
    expect(safeEqual('abc', 'abcd')).to.equal(false);
    expect(safeEqual('', 'a')).to.equal(false);
  });
});
