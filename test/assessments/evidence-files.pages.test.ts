import { expect } from 'chai';
import { TOTP } from 'otpauth';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { moveExam } from '../../src/features/assessments/exam-day.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { StoredFileRecord } from '../../src/platform/files/file.model.ts';
import { sweepUnused } from '../../src/platform/files/unused.jobs.ts';
import { WaitingFiles } from '../../src/platform/files/waiting-files.model.ts';
import { isoDay } from '../../src/platform/format.ts';
import { useApp } from '../support/app.ts';
import { type Attachment, Browser } from '../support/browser.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { aPdf } from '../platform/samples.ts';
import { aCandidate, again, anAssessment, anAssessor, totpSecret } from './a-case.ts';

const [U01, U02] = ['G.46PEI01.001.2', 'G.46PEI01.005.2'] as const;
const pdf = (name: string): Attachment => ({ field: 'files', name, bytes: aPdf(name) });
const program: Attachment = { field: 'files', name: 'faktur.exe', bytes: Buffer.from('MZ, and no invoice') };

/** What the page says it keeps for the form. */
const waitingOn = ({ page }: Browser) =>
  page.querySelectorAll('label:has([name=removeFile])').map((label) => /Hapus (\S+) saat/.exec(label.text)?.[1]);
const removeBox = ({ page }: Browser, name: string) =>
  page
    .querySelectorAll('label')
    .find((label) => label.text.includes(`Hapus ${name} saat`))!
    .querySelector('input')!
    .getAttribute('value')!;
const filesIn = (one: AssessmentCase) => one.evidence.map(({ files }) => files.map(({ name }) => name));

describe('the files of a piece of evidence whose form has to be put right', function () {
  this.timeout(60_000);
  const app = useApp();
  const today = isoDay(new Date());
  let cohort: Cohort;
  let assessor: { email: string };
  let one: AssessmentCase;
  let sari: Browser;

  before(async () => {
    cohort = await aCohort(new Date());
    assessor = await anAssessor(cohort);
  });
  beforeEach(async () => {
    await WaitingFiles.deleteMany({});
    const candidate = await aCandidate(cohort);
    one = await openCase(candidate.completed, new Date());
    sari = await signIn(new Browser(app.address), candidate.email);
    await sari.open(answer(U01));
  });

  const answer = (unit: string) => `/uji/${one.id}/asesmen-mandiri/${unit}`;
  const more = { title: 'Faktur', madeOn: today, intent: 'more' };
  const send = (fields: Record<string, string | string[]>, files: readonly Attachment[] = []) =>
    sari.submit(`/${U01}`, fields, files);

  for (const [what, fields, files] of [
    ['a file is refused', more, [pdf('a.pdf'), program, pdf('b.pdf')]],
    ['its title is missing', { ...more, title: '' }, [pdf('a.pdf'), pdf('b.pdf')]],
    ['its title is too long', { ...more, title: 'x'.repeat(121) }, [pdf('a.pdf'), pdf('b.pdf')]],
    ['its day is missing', { ...more, madeOn: '' }, [pdf('a.pdf'), pdf('b.pdf')]],
    ['its day is to come', { ...more, madeOn: '2199-01-01' }, [pdf('a.pdf'), pdf('b.pdf')]],
    ['the question is not answered', { ...more, intent: 'next' }, [pdf('a.pdf'), pdf('b.pdf')]],
    ['the note is too long', { ...more, note: 'x'.repeat(1001) }, [pdf('a.pdf'), pdf('b.pdf')]],
  ] as const) {
    it(`wait for it when ${what}, and are sent with it`, async () => {
      await send(fields, files);
      expect(sari.status).to.equal(422);
      expect(waitingOn(sari)).to.deep.equal(['a.pdf', 'b.pdf']);
      expect(sari.text).to.contain('tidak perlu memilihnya lagi');
      if (files.some(({ name }) => name === program.name)) expect(sari.text).to.contain('faktur.exe');
      expect((await again(one)).evidence).to.deep.equal([]);
      await send({ ...more, note: '' });
      expect(sari.status).to.equal(200);
      expect(filesIn(await again(one))).to.deep.equal([['a.pdf', 'b.pdf']]);
      expect(waitingOn(sari), 'they wait no longer').to.deep.equal([]);
    });
  }

  it('are there when the page is opened again, for this unit and this person alone', async () => {
    await send({ ...more, title: '' }, [pdf('a.pdf')]);
    expect(waitingOn(await sari.open(answer(U01)))).to.deep.equal(['a.pdf']);
    expect(waitingOn(await sari.open(answer(U02)))).to.deep.equal([]);
    const another = await aCandidate(cohort);
    const theirs = await openCase(another.completed, new Date());
    const ani = await signIn(new Browser(app.address), another.email);
    expect(waitingOn(await ani.open(`/uji/${theirs.id}/asesmen-mandiri/${U01}`))).to.deep.equal([]);
    const { id } = (await WaitingFiles.findOne({}).lean())!.files[0]!;
    await ani.post(ani.path, { ...more, removeFile: id });
    expect(ani.status, 'nothing of hers').to.equal(422);
    expect(waitingOn(await sari.open(answer(U01)))).to.deep.equal(['a.pdf']);
  });

  it('can be taken away, and make room', async () => {
    await send({ ...more, title: '' }, [pdf('a.pdf'), pdf('b.pdf')]);
    await send({ ...more, removeFile: removeBox(sari, 'a.pdf') }, [pdf('c.pdf'), pdf('d.pdf')]);
    expect(sari.status).to.equal(200);
    expect(filesIn(await again(one))).to.deep.equal([['b.pdf', 'c.pdf', 'd.pdf']]);
  });

  it('can all be taken away, after which nothing has to be said about them', async () => {
    await send({ ...more, madeOn: '' }, [pdf('a.pdf')]);
    await send({ claim: 'competent', title: '', intent: 'next', removeFile: removeBox(sari, 'a.pdf') });
    expect(sari.path).to.equal(answer(U02));
    expect((await again(one)).evidence).to.deep.equal([]);
    expect(await WaitingFiles.countDocuments()).to.equal(0);
  });

  it('are never more than a piece may have; the one without a place is named', async () => {
    await send({ ...more, title: '' }, [pdf('a.pdf'), pdf('b.pdf')]);
    await send(more, [pdf('c.pdf'), pdf('d.pdf')]);
    expect(sari.status).to.equal(422);
    expect(sari.page.querySelector('#files-error')!.text).to.contain('d.pdf').and.contain('paling banyak 3');
    expect(waitingOn(sari)).to.deep.equal(['a.pdf', 'b.pdf', 'c.pdf']);
  });

  it('chosen again all the same are there once', async () => {
    await send({ ...more, title: '' }, [pdf('a.pdf')]);
    await send(more, [pdf('a.pdf')]);
    expect(filesIn(await again(one))).to.deep.equal([['a.pdf']]);
  });

  it('are swept when the form never comes', async () => {
    await send({ ...more, title: '' }, [pdf('a.pdf')]);
    const { files, until } = (await WaitingFiles.findOne({}).lean())!;
    expect(until.getTime() - Date.now()).to.be.within(6.9 * 86_400_000, 7 * 86_400_000);
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    const isKept = async () => (await StoredFileRecord.countDocuments({ _id: files[0]!.id })) === 1;
    await sweepUnused(later(1), later(-6));
    await sweepUnused(later(9), later(2));
    expect(await isKept(), 'while it waits').to.equal(true);
    await WaitingFiles.deleteMany({});
    await sweepUnused(later(10), later(3));
    await sweepUnused(later(18), later(11));
    expect(await isKept()).to.equal(false);
  });

  it('wait for the assessor’s observation too', async () => {
    const now = new Date();
    const assessed = await anAssessment(one, now);
    await moveExam(one.id, assessed.assessor!, now, now);
    const budi = await signIn(new Browser(app.address), assessor.email);
    await budi.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
    await budi.open(`/asesor/${one.id}/unit/${U01}`);
    await budi.follow('/bukti');
    const seen = { title: 'Simulasi', account: 'Disaksikan.', madeOn: today };
    await budi.submit('/bukti', { ...seen, account: '' }, [pdf('a.pdf'), program]);
    expect(budi.status).to.equal(422);
    expect(budi.text).to.contain('faktur.exe');
    expect(waitingOn(budi)).to.deep.equal(['a.pdf']);
    await budi.submit('/bukti', { ...seen, madeOn: isoDay(new Date(now.getTime() - 9 * 86_400_000)) }, [pdf('b.pdf')]);
    expect(budi.status, 'before the examination').to.equal(422);
    expect(waitingOn(await budi.open(`/asesor/${one.id}/unit/${U01}/bukti`))).to.deep.equal(['a.pdf', 'b.pdf']);
    await budi.submit('/bukti', seen);
    expect(filesIn(await again(one))).to.deep.equal([['a.pdf', 'b.pdf']]);
    expect(waitingOn(budi)).to.deep.equal([]);
  });
});
