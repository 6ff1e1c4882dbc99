import { expect } from 'chai';
import { createSetupLink } from '../../../src/features/accounts/setup.service.ts';
import { today } from '../calendar.ts';
import * as administrator from '../people/administrator.ts';
import type { Story } from '../story.ts';

/** From an empty database to a cohort that takes applications, with everybody it needs. */
export function schoolOpens(story: Story, address: () => string): void {
  describe('a school opens', () => {
    it('by an administrator who follows the one-time link, which is then used up', async () => {
      const { dewi, stranger } = story;
      const link = (await createSetupLink(new URL(address()), today()))!;
      await administrator.becomeAdministrator(dewi, link);
      await dewi.visit('/beranda');
      expect(dewi.text).to.contain(dewi.name);
      await stranger.open(new URL(link).pathname);
      expect(stranger.status).to.equal(404);
    });

    it('with a certification body, a training centre, a programme and a cohort of two seats', async () => {
      const { dewi } = story;
      await administrator.registerBody(dewi, 'Lembaga Sertifikasi Sekolah Ekspor');
      expect(dewi.text).to.contain('Handoko Setiawan').and.contain('Belum ada lisensi');
      await administrator.registerCentre(dewi, 'BLK Cipondoh');
      story.programme = await administrator.openProgramme(dewi, 'Lembaga Sertifikasi');
      expect(dewi.text).to.contain('1.000 orang');
      story.cohort = await administrator.openCohort(dewi, story.programme, { centre: 'BLK Cipondoh', seats: 2 });
      expect(dewi.text).to.contain('sudah dibuka').and.contain('0 dari 2 terisi').and.contain('Sabtu, 10 Jul 2027');
    });

    it('with staff who follow an invitation and secure their account by a code', async () => {
      const { dewi, rina, cohort } = story;
      const invitations = [
        [story.hendra, 'programme-admin'],
        [story.laras, 'verifier'],
        [rina, 'instructor'],
        [story.budi, 'assessor'],
        [story.tono, 'assessor'],
        [story.maria, 'assessor'],
        [story.agus, 'certification-manager'],
        [story.wulan, 'certification-manager'],
        [story.bambang, 'panel-member'],
        [story.siti, 'panel-member'],
        [story.yusuf, 'panel-member'],
      ] as const;
      for (const [member, role] of invitations) await administrator.invite(dewi, cohort, member, role);
      await administrator.giveRoles(dewi, cohort, rina, ['instructor', 'assessor']);
      expect(dewi.text).to.contain('Rina Marlina Instruktur, Asesor').and.contain('Yusuf Hidayat Anggota pleno');
    });

    it('with roles that hold in one place only', async () => {
      const { hendra, laras, programme, cohort } = story;
      await hendra.visit(programme);
      expect(hendra.text).to.contain('Sekolah Ekspor Kota Tangerang').and.contain('Lihat corong dan sasaran');
      await laras.visit(`/angkatan/${cohort}/staf`);
      expect(laras.status).to.equal(403);
    });

    it('with assessors whose licence and scheme are on record', async () => {
      const { agus } = story;
      for (const [assessor, registration, until] of [
        [story.budi, 'MET.000.001668 2024', '2029-12-31'],
        [story.tono, 'MET.000.002417 2025', '2029-12-31'],
        [story.maria, 'MET.000.000911 2021', '2027-07-01'],
        [story.rina, 'MET.000.003052 2025', '2029-12-31'],
      ] as const) {
        await administrator.registerAssessor(agus, assessor, { registration, until });
      }
      expect(agus.text).to.contain('4 asesor').and.contain('MET.000.000911 2021 Persiapan Ekspor 0 dari 4 uji');
    });
  });
}
