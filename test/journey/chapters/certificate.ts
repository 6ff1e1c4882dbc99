import { createHash, X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { verifyPdfSignature } from '../../../src/platform/signing/verify-pdf.ts';
import { decodeQr, readPdfText, readPlacedText } from '../../support/pdf.ts';
import { moveTo } from '../calendar.ts';
import * as checking from '../people/stranger.ts';
import { sariNumbers, type Story } from '../story.ts';

const unitCode = /G\.46PEI\d\d\.\d{3}\.\d/g;

/** The certificate in its holder's hands and in those of somebody who doubts it. */
export function certificatesAreChecked(story: Story): void {
  describe('a certificate', () => {
    let address = '';

    it('is downloaded, with the name as on the identity card and the units on the second page', async () => {
      const { sari } = story;
      await sari.visit('/sertifikat');
      expect(sari.text).to.contain('belum tanda tangan elektronik tersertifikasi');
      story.pdf = (await sari.open(sari.linksTo('/sertifikat.pdf')[0]!)).bytes;
      expect(story.pdf.length).to.be.lessThan(300_000);
      const text = await readPdfText(story.pdf);
      for (const said of [sari.name, 'LYR-2027-0001', '15 Juli 2027', '15 July 2030', 'Handoko Setiawan']) {
        expect(text).to.contain(said);
      }
      expect(text).not.to.contain('BNSP').and.not.contain(sariNumbers.nik);
      const placed = await readPlacedText(story.pdf);
      const codes = placed.filter(({ page }) => page === 2).flatMap((piece) => piece.text.match(unitCode) ?? []);
      expect(new Set(codes).size).to.equal(13);
    });

    it('is signed with the key that the school publishes, and whole', async () => {
      const { stranger, pdf } = story;
      const signature = await verifyPdfSignature(pdf);
      expect(signature).to.include({ intact: true, coversWholeFile: true });
      await stranger.open('/sertifikat/kunci-publik.pem');
      const fingerprint = new X509Certificate(stranger.bytes).fingerprint256.replaceAll(':', '').toLowerCase();
      expect(signature).to.include({ certificateFingerprint: fingerprint });
    });

    it('leads by its QR code to a page that says valid first, and shows the hash of the file', async () => {
      const { stranger, sari, pdf } = story;
      const { pathname, origin } = new URL((await decodeQr(pdf))!);
      address = pathname;
      await stranger.open(address);
      expect(stranger.headers.get('cache-control')).to.equal('no-store');
      expect(checking.verdictOf(stranger)).to.equal('ASLI dan masih berlaku');
      expect(stranger.text).to.contain(sari.name).and.contain(createHash('sha256').update(pdf).digest('hex'));
      expect(stranger.html).not.to.contain(sariNumbers.nik);
      expect(origin).to.match(/^http/);
    });

    it('is found by the code that somebody types in small letters, with dashes, and O for 0', async () => {
      const { stranger, pdf } = story;
      // Two lines under the address in words; narrow pairs of letters may be read with a space between them.
      const [, below] = (await readPdfText(pdf)).split(/\/\s*p\s*e\s*r\s*i\s*k\s*s\s*a\n/);
      const printed = below!.split('\n').slice(0, 2).join('').replaceAll(/\s/g, '');
      await checking.typeCode(stranger, printed.toLowerCase().replaceAll('0', 'O').replaceAll('1', 'l'));
      expect(stranger.path).to.equal(address);
      expect(checking.verdictOf(stranger)).to.equal('ASLI dan masih berlaku');
    });

    it('answers a program at the same address', async () => {
      const { stranger, sari } = story;
      const { verdict, certificate } = await checking.askAsProgram(stranger, address);
      expect(verdict).to.equal('valid');
      expect(certificate).to.include({ number: 'LYR-2027-0001', holderName: sari.name, validUntil: '2030-07-15' });
    });

    it('is recognised as a file, and so is a file with one byte changed, or one of somebody else', async () => {
      const { stranger, pdf } = story;
      await checking.upload(stranger, pdf);
      expect(checking.verdictOf(stranger)).to.equal('ASLI dan masih berlaku');
      const altered = Buffer.from(pdf);
      altered[2000]! ^= 1;
      await checking.upload(stranger, altered);
      expect(checking.verdictOf(stranger)).to.equal('SUDAH DIUBAH');
      await checking.upload(stranger, Buffer.from('%PDF-1.7\n%%EOF\n'));
      expect(checking.verdictOf(stranger)).to.equal('TIDAK DITEMUKAN');
      await stranger.open(`/v/${'0'.repeat(26)}`);
      expect(stranger.status).to.equal(404);
      expect(checking.verdictOf(stranger)).to.equal('TIDAK DITEMUKAN');
    });

    it('is revoked by two people, and never by one', async () => {
      const { agus, wulan, stranger, sari } = story;
      await agus.visit('/sertifikasi/sertifikat');
      await agus.follow(sari.name);
      await agus.submit('/cabut', { reason: 'deceit', note: 'Bukti bukan miliknya.', ...agus.confirmation() });
      expect(agus.text).to.contain('Menunggu orang kedua');
      expect(agus.page.querySelector('[name=decision]')).to.equal(null);
      expect(checking.verdictOf(await stranger.open(address)), 'asked is not revoked').to.equal(
        'ASLI dan masih berlaku',
      );
      await wulan.visit('/sertifikasi/sertifikat?tampil=diminta');
      await wulan.follow(sari.name);
      await wulan.submit('/putusan', { decision: 'approve', ...wulan.confirmation() });
      expect(wulan.text).to.contain('Sertifikat sudah dicabut');
    });

    it('is revoked for everybody from then on, by code and as a file', async () => {
      const { stranger, sari, pdf } = story;
      expect(checking.verdictOf(await stranger.open(address))).to.equal('DICABUT');
      expect(await checking.askAsProgram(stranger, address)).to.include({ verdict: 'revoked' });
      await checking.upload(stranger, pdf);
      expect(checking.verdictOf(stranger)).to.equal('DICABUT');
      expect((await sari.visit('/sertifikat')).text).to.contain('dicabut');
    });

    it('is counted in the programme’s funnel against its target', async () => {
      const { hendra, programme } = story;
      await hendra.visit(`${programme}/corong`);
      expect(hendra.text).to.contain('1 dari 1.000 orang bersertifikat');
      const counts = 'Mendaftar 3 Diterima 2 Sedang belajar 0 Selesai belajar 2 Kompeten 2 Bersertifikat 1';
      expect(hendra.text, 'the revoked one does not count').to.contain(counts);
    });

    it('expires after three years', async () => {
      const { joko, stranger } = story;
      await joko.visit('/sertifikat');
      const [own] = joko.linksTo('/v/');
      expect(checking.verdictOf(await stranger.open(own!))).to.equal('ASLI dan masih berlaku');
      moveTo('2030-08-03');
      await stranger.open(own!);
      expect(checking.verdictOf(stranger)).to.equal('ASLI, tetapi KEDALUWARSA');
      expect(await checking.askAsProgram(stranger, own!)).to.include({ verdict: 'expired' });
    });
  });
}
