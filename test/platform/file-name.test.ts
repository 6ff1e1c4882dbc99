import { expect } from 'chai';
import { contentDisposition, safeName } from '../../src/platform/files/file-name.ts';

describe('the name of a kept file', () => {
  for (const [given, kept] of [
    ['Katalog produk.PDF', 'Katalog produk.pdf'],
    ['bukti.v2.pdf', 'bukti.v2.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\Ani\\NIB.pdf', 'NIB.pdf'],
    ['foto.jpeg', 'foto.pdf'],
    ['.htaccess.pdf', 'htaccess.pdf'],
    ['laporan\r\nSet-Cookie: a=b.pdf', 'laporan Set-Cookie a=b.pdf'],
    ['\u202efdp.exe.pdf', 'fdp.exe.pdf'],
    ['a"b\'c;d%0d.pdf', "a b'c d 0d.pdf"],
    ['batik — “Cap” Éka 🧵.pdf', 'batik — “Cap” Éka 🧵.pdf'],
    ['<script>.pdf', 'script.pdf'],
    ['la\u200bpo\u00adran\u00a0akhir\ud83d.pdf', 'laporan akhir.pdf'],
    ['E\u0301ka.pdf', 'Éka.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    [`${'🧵'.repeat(300)}.pdf`, `${'🧵'.repeat(80)}.pdf`],
  ] as const) {
    it(`${JSON.stringify(given.slice(0, 30))} becomes ${JSON.stringify(kept.slice(0, 30))}`, () => {
      expect(safeName(given, 'pdf')).to.equal(kept);
    });
  }
});

describe('the header that names a download', () => {
  for (const [name, header] of [
    ['NIB.pdf', `attachment; filename="NIB.pdf"; filename*=UTF-8''NIB.pdf`],
    ['Éka (1).pdf', `attachment; filename="_ka (1).pdf"; filename*=UTF-8''%C3%89ka%20%281%29.pdf`],
    ['a"b.pdf', `attachment; filename="a_b.pdf"; filename*=UTF-8''a%22b.pdf`],
    ["it's.pdf", `attachment; filename="it's.pdf"; filename*=UTF-8''it%27s.pdf`],
  ] as const) {
    it(name, () => expect(contentDisposition('attachment', name)).to.equal(header));
  }
});
