import { expect } from 'chai';
import { checkMail, InvalidMail, mailHtml } from '../../src/platform/mail/mail.rules.ts';

const aMail = (parts = {}) => ({ to: 'ani@contoh.id', subject: 'Pendaftaran Anda', text: 'Halo.', ...parts });

describe('a letter', () => {
  it('goes to one mailbox', () => {
    expect(checkMail(aMail())).to.deep.equal(aMail());
  });

  for (const [reason, parts, named] of [
    ['a second header behind the address', { to: 'ani@contoh.id\r\nBcc: budi@contoh.id' }, 'to'],
    ['a line break behind the address', { to: 'ani@contoh.id\n' }, 'to'],
    ['two addresses', { to: 'ani@contoh.id,budi@contoh.id' }, 'to'],
    ['a name with the address', { to: 'Ani <ani@contoh.id>' }, 'to'],
    ['a group', { to: 'teman:ani@contoh.id;' }, 'to'],
    ['no address', { to: '' }, 'to'],
    ['an endless address', { to: `${'a'.repeat(250)}@contoh.id` }, 'to'],
    ['a second header behind the subject', { subject: 'Halo\r\nBcc: budi@contoh.id' }, 'subject'],
    ['a bare carriage return in the subject', { subject: 'Halo\rX-Header: ya' }, 'subject'],
    ['a line separator in the subject', { subject: 'Halo\u2028X-Header: ya' }, 'subject'],
    ['no subject', { subject: '' }, 'subject'],
    ['no text', { text: '' }, 'text'],
    ['a part that letters do not have', { bcc: 'budi@contoh.id' }, 'letter'],
  ] as const) {
    it(`is refused with ${reason}`, () => {
      expect(() => checkMail(aMail(parts))).to.throw(InvalidMail, new RegExp(`: ${named}$`));
    });
  }
});

describe('the HTML of a letter', () => {
  it('has the paragraphs of the text, and links for addresses that stand alone', () => {
    expect(mailHtml('Halo Ani,\nini tautannya:\n\nhttps://layar.example/atur?a=1&b=2\n\nSalam')).to.equal(
      [
        '<!doctype html>',
        '<html><body>',
        '<p>Halo Ani,<br>',
        'ini tautannya:</p>',
        '<p><a href="https://layar.example/atur?a=1&amp;b=2">https://layar.example/atur?a=1&amp;b=2</a></p>',
        '<p>Salam</p>',
        '</body></html>',
        '',
      ].join('\n'),
    );
  });

  it('holds nothing of the text that a mail program could run', () => {
    const html = mailHtml('<img src=x onerror=alert(1)>\n\njavascript:alert(1)\n\nhttps://a.example/"onclick="x');
    expect(html).to.not.match(/<img|<a /);
    expect(html).to.include('&lt;img src=x onerror=alert(1)&gt;').and.include('&quot;onclick=');
  });
});
