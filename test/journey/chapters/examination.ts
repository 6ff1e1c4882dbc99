import { expect } from 'chai';
import { runDueJobs } from '../../../src/platform/jobs/index.ts';
import { moveTo } from '../calendar.ts';
import * as assessor from '../people/assessor.ts';
import * as candidate from '../people/candidate.ts';
import * as panel from '../people/panel.ts';
import { sellingPrice, type Story } from '../story.ts';

/** From the self-assessment to the panel's decision. */
export function peopleAreExamined(story: Story): void {
  describe('people are examined', () => {
    it('having assessed themselves, with the accepted work as evidence already there', async () => {
      const { sari, sariCase } = story;
      moveTo('2027-07-01');
      await sari.visit(`/uji/${sariCase}`);
      await candidate.beginSelfAssessment(sari);
      expect(candidate.preparedEvidence(sari)).to.deep.equal(['Lembar spesifikasi produk saya']);
      await candidate.assessOneself(sari);
      expect(sari.text).to.contain('Asesmen mandiri terkirim');
    });

    it('once both have signed the consent', async () => {
      const { sari, tono, sariCase } = story;
      await candidate.sign(sari, `/uji/${sariCase}`);
      expect(sari.text).to.contain('Menunggu tanda tangan asesor');
      await candidate.sign(tono, `/asesor/${sariCase}`);
      expect(tono.text).to.contain('Sedang diuji');
    });

    it('on evidence that the assessor checks piece by piece', async () => {
      const { tono, sariCase } = story;
      moveTo('2027-07-10');
      expect(await assessor.checkEvidence(tono, sariCase), 'three assignments and a photo').to.equal(4);
      expect(tono.text).to.contain('Foto berkas eksporSah').and.contain('0 dari 0 sah');
    });

    it('and judged unit by unit, in a recommendation that then is frozen', async () => {
      const { tono, sariCase } = story;
      await assessor.judgeUnits(tono, sariCase);
      expect(tono.text).to.contain('Semua unit sudah dinilai').and.not.contain('0 dari 0 sah');
      await assessor.recommend(tono, sariCase);
      expect(tono.text).to.contain('Rekomendasi terkirim dan dikunci');
      await tono.visit(`/asesor/${sariCase}/unit/${sellingPrice}`);
      expect(tono.page.querySelector('[name=recommendation]')).to.equal(null);
    });

    it('and not yet competent in one unit, if that is what the assessor finds', async () => {
      const { joko, tono, budi, jokoCase } = story;
      await assessor.accept(budi, jokoCase);
      await joko.visit(`/uji/${jokoCase}`);
      await candidate.beginSelfAssessment(joko);
      await candidate.assessOneself(joko);
      await candidate.sign(joko, `/uji/${jokoCase}`);
      await candidate.sign(budi, `/asesor/${jokoCase}`);
      await assessor.checkEvidence(budi, jokoCase);
      await assessor.judgeUnits(budi, jokoCase, { unit: sellingPrice, missing: 'Hitung harga FOB dari biaya nyata.' });
      await assessor.recommend(budi, jokoCase);
      expect(budi.text).to.contain('Menunggu pleno');
      expect((await tono.visit(`/asesor/${jokoCase}`)).status, 'not his case').to.equal(404);
    });

    it('until three members of a panel decide in a minute, and not before', async () => {
      const { bambang, siti, yusuf, sari, joko } = story;
      moveTo('2027-07-15');
      await panel.openMinute(bambang, [bambang, siti]);
      await panel.takeUp(bambang, [sari, joko]);
      expect(bambang.text).to.contain('paling sedikit 3 anggota').and.not.contain('Tanda tangani berita acara');
      await sari.visit('/sertifikat');
      expect(sari.text).not.to.contain('LYR-');
      await panel.changeMembers(bambang, [bambang, siti, yusuf]);
      await panel.sign(bambang, [siti]);
      expect(siti.text).to.contain('Menunggu tanda tangan').and.not.contain('Keputusan berlaku');
      await yusuf.visit(bambang.path);
      await panel.sign(yusuf, []);
      expect(yusuf.text).to.contain('Keputusan berlaku').and.contain('BA-2027-0001');
      await runDueJobs();
    });

    it('and read which unit is missing and what in it', async () => {
      const { joko, jokoCase } = story;
      await joko.visit(`/uji/${jokoCase}`);
      expect(joko.text).to.contain('Hitung harga FOB dari biaya nyata.').and.contain('29 Juli 2027');
      expect(joko.page.querySelector('form[action$="/uji-ulang"]'), 'too early').to.equal(null);
      expect((await joko.visit('/sertifikat')).text).not.to.contain('LYR-');
    });
  });
}
