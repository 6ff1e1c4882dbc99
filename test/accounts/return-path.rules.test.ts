import { expect } from 'chai';
import { localPath } from '../../src/features/accounts/return-path.rules.ts';

describe('the page after signing in', () => {
  const kept = [
    '/pendaftaran/6650f0c2a1b2c3d4e5f60718',
    '/kelas/1/materi/a/b',
    '/akun?bahasa=en',
    '/a%2Fb',
    '/@contoh.id',
  ];
  for (const path of kept) {
    it(`is ${path} when asked for`, () => expect(localPath(path)).to.equal(path));
  }

  const refused: unknown[] = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    'https:/evil.example',
    'http:evil.example',
    '//evil.example/%2f..',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    ' /a',
    '',
    '/a\r\nSet-Cookie: x=1',
    '/a\u2028b',
    `/${'a'.repeat(600)}`,
    '/masuk',
    '/masuk/kode',
    '/keluar',
    '/daftar-akun',
    undefined,
    ['/a', '/b'],
    { toString: () => '/a' },
  ];
  for (const asked of refused) {
    it(`is the home page for ${JSON.stringify(asked)?.slice(0, 40)}`, () =>
      expect(localPath(asked)).to.equal('/beranda'));
  }

  it('keeps no part of the address that a browser does not send', () =>
    expect(localPath('/akun#sandi')).to.equal('/akun'));
});
