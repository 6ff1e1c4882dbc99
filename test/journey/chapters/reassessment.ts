import { expect } from 'chai';
import { runDueJobs } from '../../../src/platform/jobs/index.ts';
import { moveTo } from '../calendar.ts';
import * as assessor from '../people/assessor.ts';
import * as candidate from '../people/candidate.ts';
import * as panel from '../people/panel.ts';
import type { Story } from '../story.ts';

/** Who was not yet competent is examined again, in what was missing alone. */
export function peopleAreExaminedAgain(story: Story): void {
  describe('people who were not yet competent', () => {
    it('ask for another examination, of that unit alone', async () => {
      const { joko } = story;
      moveTo('2027-08-02');
      await joko.visit(`/uji/${story.jokoCase}`);
      await joko.submit('/uji-ulang');
      expect(joko.text).to.contain('1 unit').and.contain('Uji ke 2');
      await runDueJobs();
      story.jokoCase = await candidate.openOwnCase(joko);
    });

    it('are examined in it', async () => {
      const { joko, tono, jokoCase } = story;
      await assessor.accept(tono, jokoCase);
      await joko.visit(`/uji/${jokoCase}`);
      await candidate.beginSelfAssessment(joko);
      await candidate.assessOneself(joko);
      await candidate.sign(joko, `/uji/${jokoCase}`);
      await candidate.sign(tono, `/asesor/${jokoCase}`);
      await assessor.examineToday(tono, jokoCase);
      await assessor.checkEvidence(tono, jokoCase);
      await assessor.judgeUnits(tono, jokoCase);
      await assessor.recommend(tono, jokoCase);
    });

    it('and are competent once all units are, those of the first time included', async () => {
      const { joko, bambang, siti, yusuf } = story;
      await panel.openMinute(bambang, [bambang, siti, yusuf]);
      await panel.takeUp(bambang, [joko]);
      await panel.sign(bambang, [siti, yusuf]);
      await runDueJobs();
      await joko.visit('/sertifikat');
      expect(joko.text).to.contain('LYR-2027-0002').and.contain('13 unit kompetensi');
    });
  });
}
