import { expect } from 'chai';
import { runDueJobs } from '../../../src/platform/jobs/index.ts';
import * as assessor from '../people/assessor.ts';
import * as candidate from '../people/candidate.ts';
import * as instructor from '../people/instructor.ts';
import * as learner from '../people/learner.ts';
import { assignments, modules, type Story } from '../story.ts';

/** Who examines whom, and why. */
export function assessorsAreChosen(story: Story): void {
  describe('an assessor is chosen', () => {
    it('by rule, with the reason for each who was not', async () => {
      const { agus, sari } = story;
      story.sariCase = await candidate.openOwnCase(sari);
      await agus.visit('/sertifikasi?keadaan=berjalan');
      await agus.follow(sari.name);
      expect(agus.text)
        .to.contain('dipilih: Budi Santoso')
        .and.contain('Tono Hartono 0 dari 4 uji Belum pernah Memenuhi syarat');
      expect(agus.text).to.match(/Rina Marlina .{0,40}Pernah mengajar asesi, Pernah menilai tugas asesi/);
      expect(agus.text).to.match(/Maria Kristanti .{0,40}Lisensi tidak berlaku pada tanggal uji/);
    });

    it('again, when the first one declines', async () => {
      const { agus, budi, tono, sariCase } = story;
      await assessor.decline(budi, sariCase, 'Saya mengenal keluarganya.');
      await runDueJobs();
      await agus.visit(`/sertifikasi/uji/${sariCase}`);
      expect(agus.text).to.contain('dipilih: Tono Hartono').and.contain('Saya mengenal keluarganya.');
      await budi.visit(`/asesor/${sariCase}`);
      expect(budi.status, 'no longer his to see').to.equal(404);
      await assessor.accept(tono, sariCase);
      expect(tono.text).to.contain('Uji diterima');
    });

    it('with the least to do, for a learner who completes later at 80 % of the classes', async () => {
      const { joko, rina, agus, cohort } = story;
      await learner.readEverything(joko, cohort);
      for (const module of modules) await learner.takeQuiz(joko, cohort, module);
      for (const id of assignments) await instructor.sendAndAccept(rina, joko, cohort, id);
      await joko.visit(`/kelas/${cohort}/kelulusan`);
      expect(joko.text).to.contain('Hadir 50%, perlu paling sedikit 80%');
      for (const day of ['2027-03-10', '2027-04-14', '2027-05-12']) {
        await instructor.holdSession(rina, cohort, { day, topic: `Pertemuan ${day}` });
      }
      await runDueJobs();
      await joko.visit(`/kelas/${cohort}/kelulusan`);
      expect(joko.text).to.contain('Anda sudah menyelesaikan program').and.contain('Hadir 80%');
      story.jokoCase = await candidate.openOwnCase(joko);
      await agus.visit(`/sertifikasi/uji/${story.jokoCase}`);
      expect(agus.text).to.contain('dipilih: Budi Santoso').and.contain('Tono Hartono 1 dari 4 uji');
    });
  });
}
