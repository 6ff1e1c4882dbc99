import { expect } from 'chai';
import { runDueJobs } from '../../../src/platform/jobs/index.ts';
import { moveTo } from '../calendar.ts';
import * as administrator from '../people/administrator.ts';
import * as instructor from '../people/instructor.ts';
import * as learner from '../people/learner.ts';
import { assignments, modules, type Story } from '../story.ts';

/** The real course, from the first lesson to completion. */
export function peopleStudy(story: Story): void {
  describe('people study', () => {
    it('and see at home what comes next', async () => {
      const { dewi, sari, cohort } = story;
      moveTo('2027-02-08');
      await administrator.beginTerm(dewi, cohort);
      await sari.visit('/beranda');
      expect(sari.text).to.contain('Minggu 1 dari 20').and.contain('0 dari 18 bacaan');
      expect(sari.page.querySelector('.next a.button')!.getAttribute('href')).to.contain(`/materi/${modules[0]}/`);
    });

    it('every lesson of the course, one after the other', async () => {
      const { sari, cohort } = story;
      const titles = await learner.readEverything(sari, cohort);
      expect(new Set(titles).size).to.equal(18);
      expect(sari.text).to.contain('18 dari 18 materi sudah dibaca');
    });

    it('and take a quiz that goes on with another phone where it was left', async () => {
      const { sari, cohort } = story;
      const [first] = modules;
      await learner.startQuiz(sari, cohort, first);
      await learner.answerQuestions(sari, first, 4);
      expect(sari.text).to.contain('4 dari 10 soal dijawab').and.contain('Sisa 20 menit');
      const phone = sari.onAnotherPhone();
      await phone.visit(`/kelas/${cohort}/kuis/${first}`);
      await phone.follow('Lanjutkan kuis');
      expect(phone.text).to.contain('6 soal belum dijawab');
      await phone.follow('/soal/5');
      await learner.answerQuestions(phone, first);
      await phone.submit('/kirim');
      expect(phone.text).to.contain('Lulus10 dari 10 soal benar');
      for (const module of modules.slice(1)) await learner.takeQuiz(sari, cohort, module);
      expect(sari.text).to.contain('Lulus10 dari 10 soal benar');
    });

    it('and send work for which they have a receipt', async () => {
      const { sari, cohort } = story;
      await sari.visit(`/kelas/${cohort}/tugas/m03-a1`);
      expect(sari.text, 'the rubric is there before the work').to.contain('Spesifikasi yang dapat diukur');
      await learner.sendWork(sari, cohort, {
        id: 'm03-a1',
        text: 'Versi pertama.',
        file: await learner.pdf('spesifikasi'),
      });
      expect(sari.text)
        .to.match(/TGS-\w{5}-\w{5}/)
        .and.match(/SHA-256 saat diterima ?[0-9a-f]{64}/);
    });

    it('which comes back with a comment, and is sent again', async () => {
      const { sari, rina, cohort } = story;
      await instructor.openWork(rina, sari);
      await instructor.returnWork(rina, 'Tambahkan toleransi ukuran.');
      await sari.visit('/beranda');
      await sari.follow('Perbaiki tugas');
      expect(sari.text).to.contain('Tambahkan toleransi ukuran.');
      await learner.sendWork(sari, cohort, {
        id: 'm03-a1',
        text: 'Versi kedua.',
        file: await learner.pdf('spesifikasi-2'),
      });
    });

    it('and is accepted, with every version kept', async () => {
      const { sari, rina, cohort } = story;
      await instructor.openWork(rina, sari);
      expect(rina.text).to.contain('Versi kedua.').and.contain('Versi pertama.');
      await instructor.acceptWork(rina);
      await sari.visit(`/kelas/${cohort}/tugas/m03-a1`);
      expect(sari.text).to.contain('Tugas diterima').and.contain('Versi pertama.');
    });

    it('and are told, part by part, what completion still lacks', async () => {
      const { sari, rina, cohort } = story;
      await sari.visit(`/kelas/${cohort}/kelulusan`);
      expect(sari.text).to.contain('2 dari 4 syarat terpenuhi').and.contain('1 dari 3 tugas diterima');
      expect(sari.text)
        .to.contain('Memilih Incoterm untuk tiga kasus')
        .and.contain('Hadir 0%, perlu paling sedikit 80%');
      for (const id of assignments.slice(1)) await instructor.sendAndAccept(rina, sari, cohort, id);
      await sari.visit(`/kelas/${cohort}/kelulusan`);
      expect(sari.text).to.contain('3 dari 4 syarat terpenuhi');
      await sari.visit('/uji');
      expect(sari.path, 'no case before completion').to.equal('/uji');
    });

    it('and complete by coming to class, which opens exactly one case', async () => {
      const { sari, joko, rina, cohort } = story;
      await instructor.holdSession(rina, cohort, { day: '2027-02-10', topic: 'Orientasi', absent: [joko] });
      await runDueJobs();
      await sari.visit(`/kelas/${cohort}/kelulusan`);
      expect(sari.text).to.contain('Anda sudah menyelesaikan program').and.contain('Selesai sejak 10 Februari 2027');
      await instructor.holdSession(rina, cohort, { day: '2027-02-17', topic: 'Legalitas usaha' });
      await runDueJobs();
      await sari.visit('/uji');
      expect(sari.path, 'one case needs no list').to.match(/^\/uji\/[0-9a-f]{24}$/);
      expect(sari.text).to.contain('UK-2027-0001').and.contain('13 unit');
    });

    it('while the instructor sees who is behind', async () => {
      const { rina, cohort } = story;
      // By then the weeks of all three modules are over, and Joko has opened none.
      moveTo('2027-03-08');
      await rina.visit(`/angkatan/${cohort}/peserta`);
      expect(rina.text)
        .to.match(/Joko Susilo .{0,90}Tertinggal/)
        .and.match(/Kusumawardhani .{0,120}Selesai/);
    });
  });
}
