import { expect } from 'chai';
import { TOTP } from 'otpauth';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { recordRows } from '../../src/features/assessments/record.page.ts';
import { viewCase } from '../../src/features/assessments/case.view.ts';
import { evidenceContents } from '../../src/features/assessments/case.page.ts';
import { moveExam } from '../../src/features/assessments/exam-day.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { changeWork, giveMarks } from '../../src/features/assignments/index.ts';
import { assignmentOf, findCurriculum } from '../../src/features/courses/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { translator } from '../../src/platform/i18n.ts';
import { formatterFor } from '../../src/platform/format.ts';
import { aPlace, marks } from '../assignments/a-work.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { anAssessment, anAssessor, again, totpSecret } from './a-case.ts';

const U02 = 'G.46PEI01.005.2';
const link = 'https://tokopedia.com/sari';
const kept = { 'valid-U02': 'on', 'authentic-U02': 'on', 'current-U02': 'on', 'sufficient-U02': 'on' };

describe('work that was answered without a file', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let assessor: { id: string; email: string };
  let marker: { id: string };
  let budi: Browser;
  before(async () => {
    cohort = await aCohort(new Date());
    [assessor, marker] = [await anAssessor(cohort), await anAssessor(cohort)];
    budi = await signIn(new Browser(app.address), assessor.email);
    await budi.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  });

  /** A case opened for a learner whose work was accepted: it consists of this. */
  async function aCaseWith(answer: { text: string; link?: string }) {
    const now = new Date();
    const learner = await aPlace(cohort, now);
    const assignment = assignmentOf(await findCurriculum(cohort.curriculum), 'm02-a1')!;
    const place = { ...learner.place, assignment: { ...assignment, mayBeText: true as const } };
    const outcome = await changeWork(place, { seen: 0, ...answer, send: true }, now);
    if (outcome.kind !== 'sent') throw new Error(outcome.kind);
    const work = { work: outcome.work, assignment, version: 1, seen: 0 };
    await giveMarks(work, { ...marks(2, 2), outcome: 'accepted' }, marker.id, now);
    const { id: enrolment, account, programme } = learner.enrolment;
    const one = await openCase({ enrolment, account, cohort: cohort.id, programme }, now);
    return { one, learner };
  }

  it('stands as a link before candidate, assessor and panel, and is judged like any evidence', async () => {
    const { one, learner } = await aCaseWith({ text: '', link });
    expect(one.evidence).to.have.length(1);
    expect(one.evidence[0]).to.deep.include({ link, files: [], account: '' });

    const sari = await signIn(new Browser(app.address), learner.email);
    expectLink(await sari.open(`/uji/${one.id}/asesmen-mandiri/${U02}`));

    await examine(one);
    await budi.open(`/asesor/${one.id}/bukti/${one.evidence[0]!.id}`);
    expectLink(budi);
    expect(budi.text).not.to.contain('tidak memuat berkas');
    await budi.submit(budi.path, kept);
    expect(budi.text).to.contain('Penilaian bukti tersimpan');

    const view = await viewCase({ _id: one.id });
    const speech = { t: translator('id'), f: formatterFor('id'), lang: 'id' as const };
    const rows = (mayOpen: boolean) => recordRows({ ...view, mayOpen }, speech).find(({ code }) => code === U02)!;
    expect(rows(true)).to.deep.include({ good: 1, of: 1 });
    expect(rows(true).evidence[0]!.contents.link).to.deep.equal({ href: link });
    expect(rows(false).evidence[0]!.contents.link, 'who may not open it').to.deep.equal({ href: undefined });
  });

  it('stands as what was written, where nothing else was sent', async () => {
    const { one } = await aCaseWith({ text: 'Harga pokok Rp45.000.\nHarga jual Rp70.000.' });
    await examine(one);
    await budi.open(`/asesor/${one.id}/bukti/${one.evidence[0]!.id}`);
    expect(budi.text).to.contain('Harga pokok Rp45.000.').and.contain('Harga jual Rp70.000.');
    expect(budi.text).not.to.contain('tidak memuat berkas');
  });

  for (const bad of ['javascript:alert(1)', 'http://toko.id', 'data:text/html,x']) {
    it(`never leads to ${bad}`, () => {
      const piece = { account: '', link: bad, files: [] };
      expect(evidenceContents({ id: 'x' }, piece).link).to.equal(undefined);
    });
  }

  async function examine(one: AssessmentCase): Promise<void> {
    const now = new Date();
    await anAssessment(one, now);
    expect((await again(one)).assessor, 'the only one who has not marked').to.equal(assessor.id);
    await moveExam(one.id, assessor.id, now, now);
  }
});

function expectLink({ page }: Browser): void {
  const shown = page.querySelector(`main a[href="${link}"]`)!;
  expect(shown.text).to.equal(link);
  expect(shown.getAttribute('rel')).to.contain('noopener').and.contain('nofollow');
}
