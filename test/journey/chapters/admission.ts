import { expect } from 'chai';
import { lettersTo } from '../../accounts/letters.ts';
import { moveTo } from '../calendar.ts';
import * as applicant from '../people/applicant.ts';
import * as verifier from '../people/verifier.ts';
import { jokoNumbers, mayaNumbers, sariNumbers, type Story } from '../story.ts';

const business = {
  birth: ['21', '5', '1990'],
  name: 'Batik Sari Cipadu',
  product: 'Tas batik tulis',
} as const;

/** From the front page to a seat, or to the reason why there is none. */
export function peopleApply(story: Story): void {
  describe('people apply', () => {
    it('having read what the programme is: free, for whom, when, and how many seats are left', async () => {
      const { sari, cohort } = story;
      await sari.open('/');
      expect(sari.text).to.contain('Gratis').and.contain('2 dari 2kursi tersisa').and.contain('Punya NIB');
      await sari.follow('/program-ekspor/');
      expect(sari.text).to.contain('M11 Incoterms® 2020').and.contain('8 Februari 2027 sampai 27 Juni 2027');
      await sari.follow('Daftar sekarang');
      expect(sari.path).to.equal(`/pendaftaran/${cohort}`);
      expect(sari.text).to.contain('Surat NIB dari OSS');
    });

    it('with a form that can be left and taken up again, in steps, with photos and PDFs', async () => {
      const { sari, cohort } = story;
      await applicant.signUp(sari, cohort);
      expect(sari.path).to.equal(`/pendaftaran/${cohort}`);
      await applicant.begin(sari, cohort, { ...business, ...sariNumbers });
      expect(sari.text).to.contain('Draf tersimpan').and.contain('2 dari 5 bagian selesai');
      moveTo('2027-01-06');
      await applicant.goOn(sari, cohort, { ...business, ...sariNumbers });
      expect(sari.path).to.equal(`/pendaftaran/${cohort}/periksa`);
      expect(sari.text).to.contain(sari.name).and.contain('produk.jpg').and.contain('surat-nib.pdf');
      expect(sari.text)
        .to.contain('3671********0001')
        .and.not.contain(sariNumbers.nik)
        .and.not.contain(sariNumbers.nib);
      await applicant.send(sari);
      expect(sari.text).to.contain('PD-2027-00001').and.contain('6 Jan 2027');
    });

    it('and a verifier opens the proofs and asks for one check to be put right', async () => {
      const { laras, sari } = story;
      await verifier.openApplication(laras, sari);
      const proofs = await verifier.openProofs(laras);
      const kinds = proofs.map((bytes) =>
        bytes.subarray(0, 5).toString() === '%PDF-' ? 'pdf' : bytes.toString('hex', 0, 2),
      );
      expect(kinds).to.deep.equal(['pdf', 'ffd8', 'pdf', 'ffd8']);
      const note = 'Sebutkan berapa yang ditolak.';
      await verifier.decide(laras, { check: 'quality', verdict: 'needs-fixing', note });
      await laras.submit('/kembalikan');
      expect(laras.text).to.contain('dikembalikan untuk diperbaiki');
      await sari.visit('/beranda');
      expect(sari.text).to.contain('Ada yang perlu diperbaiki');
      await sari.follow('Perbaiki pendaftaran');
      expect(sari.text).to.contain(note);
    });

    it('and are accepted once that is done', async () => {
      const { laras, sari, cohort } = story;
      await applicant.fixQuality(sari, cohort);
      expect(sari.text).to.contain('Dikirim ulang').and.contain('catatan-mutu-baru.pdf');
      await verifier.openApplication(laras, sari);
      expect(laras.text).to.contain('3 dari 200 ditolak bulan lalu');
      await verifier.decide(laras);
      await laras.submit('/terima');
      expect(laras.text).to.contain('PD-2027-00001 diterima');
      await sari.visit('/beranda');
      expect(sari.text).to.contain('Mulai Senin, 8 Feb 2027');
    });

    it('until the last seat is given, and then are told why not', async () => {
      const { laras, joko, maya, cohort } = story;
      await applicant.apply(joko, cohort, { ...business, ...jokoNumbers });
      await applicant.apply(maya, cohort, { ...business, ...mayaNumbers });
      await verifier.openApplication(laras, joko);
      await verifier.decide(laras);
      await laras.submit('/terima');
      await verifier.openApplication(laras, maya);
      await verifier.decide(laras);
      // What would be refused is not offered, and the page says what can be done instead.
      expect(laras.page.querySelector('form[action$="/terima"]')).to.equal(null);
      expect(laras.text).to.contain('Semua kursi sudah terisi').and.contain('menambah kursi');
      await laras.submit('/tolak', { reason: 'Kursi angkatan ini sudah penuh.' });
      await laras.submit('/tolak');
      await maya.visit(`/pendaftaran/${cohort}`);
      expect(maya.text).to.contain('Kursi angkatan ini sudah penuh.');
      const letters = await lettersTo(joko.contact);
      expect(
        letters.some((letter) => letter.includes('Selamat') && letter.includes(`/pendaftaran/${cohort}`)),
      ).to.equal(true);
    });
  });
}
