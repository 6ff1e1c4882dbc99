import { expect } from 'chai';
import { changeWork } from '../../src/features/assignments/index.ts';
import { giveMarks } from '../../src/features/assignments/marking.service.ts';
import { SubmissionModel } from '../../src/features/assignments/submission.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { aPdf } from '../platform/samples.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { anId, aPlace, aReceivedFile, marks, readAgain, send } from './a-work.ts';

describe('a learner’s work', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  it('begins with a draft of text and files', async () => {
    const { place } = await aPlace(cohort, now());
    const first = await changeWork(place, { seen: 0, text: 'Satu', add: [await aReceivedFile('a.pdf')] }, now());
    const second = await changeWork(place, { seen: 1, add: [await aReceivedFile('b.pdf')] }, now());
    expect(first.kind).to.equal('saved');
    const { draft, state, sent } = second.work!;
    expect({ state, sent, text: draft.text, names: draft.files.map(({ name }) => name) }).to.deep.equal({
      state: 'draft',
      sent: 0,
      text: 'Satu',
      names: ['a.pdf', 'b.pdf'],
    });
    expect(await readStoredFile(draft.files[0]!.id)).to.deep.equal(aPdf('a.pdf'));

    const third = await changeWork(place, { seen: 2, remove: draft.files[0]!.id }, now());
    expect(third.work!.draft.files.map(({ name }) => name)).to.deep.equal(['b.pdf']);
  });

  it('is one document, however many first savings come at once', async () => {
    const { place, enrolment } = await aPlace(cohort, now());
    const texts = ['satu', 'dua', 'tiga', 'empat'];
    const outcomes = await Promise.all(texts.map((text) => changeWork(place, { seen: 0, text }, now())));
    expect(outcomes.filter(({ kind }) => kind === 'saved')).to.have.length(1);
    expect(outcomes.filter(({ kind }) => kind === 'stale')).to.have.length(3);
    expect(await SubmissionModel.countDocuments({ enrolment: enrolment.id })).to.equal(1);
  });

  it('is not overwritten by an old tab, but the same text again is no conflict', async () => {
    const { place } = await aPlace(cohort, now());
    await changeWork(place, { seen: 0, text: 'baru' }, now());
    expect((await changeWork(place, { seen: 0, text: 'lama' }, now())).kind).to.equal('stale');
    expect((await changeWork(place, { seen: 0, text: 'baru' }, now())).kind).to.equal('saved');
  });

  it('takes no more files than the assignment allows, and is not sent without one', async () => {
    const { place } = await aPlace(cohort, now());
    const four = await Promise.all(['a', 'b', 'c', 'd'].map((name) => aReceivedFile(`${name}.pdf`)));
    expect(await changeWork(place, { seen: 0, add: four }, now())).to.deep.equal({
      kind: 'tooManyFiles',
      work: undefined,
    });
    expect(await changeWork(place, { seen: 0, text: 'x', send: true }, now())).to.include({ kind: 'fileNeeded' });
  });

  it('is sent exactly once, and the others get what was stored', async () => {
    const learner = await aPlace(cohort, now());
    const add = [await aReceivedFile()];
    await changeWork(learner.place, { seen: 0, text: 'siap', add }, now());
    const all = await Promise.all(
      Array.from({ length: 8 }, () => changeWork(learner.place, { seen: 1, text: 'siap', send: true }, now())),
    );
    expect(all.filter(({ kind }) => kind === 'sent')).to.have.length(1);
    expect(all.filter(({ kind }) => kind === 'closed')).to.have.length(7);
    const receipts = new Set(all.map(({ work }) => work!.versions.map(({ receipt }) => receipt).join()));
    expect(receipts.size).to.equal(1);
    expect([...receipts][0]).to.match(/^TGS-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  });

  it('can be late, which is kept with the version', async () => {
    const at = now();
    expect((await send(await aPlace(cohort, at), at)).versions[0]!.late).to.equal(false);
    expect((await send(await aPlace(cohort, at, new Date(at.getTime() - 1)), at)).versions[0]!.late).to.equal(true);
  });

  it('cannot be changed while it is with the instructor', async () => {
    const learner = await aPlace(cohort, now());
    const work = await send(learner, now());
    const outcome = await changeWork(learner.place, { seen: 1, text: 'lain' }, now());
    expect(outcome.kind).to.equal('closed');
    expect((await readAgain(work)).draft.text).to.equal('Ini pekerjaan saya.');
  });

  it('comes back, is fixed and sent again; every version stays as it was', async () => {
    const learner = await aPlace(cohort, now());
    const first = await send(learner, now());
    const place = { work: first, assignment: learner.assignment, version: 1, seen: 0 };
    await giveMarks(place, { ...marks(1, 2), outcome: 'returned' }, anId(), now());
    const again = await send(learner, now(), { seen: 1, text: 'Sudah diperbaiki.' });
    expect(again.state).to.equal('submitted');
    expect(again.versions.map(({ n, text, files }) => [n, text, files.length])).to.deep.equal([
      [1, 'Ini pekerjaan saya.', 1],
      [2, 'Sudah diperbaiki.', 2],
    ]);
    expect(again.versions[0]!.marks).to.include({ outcome: 'returned', percent: 70 });
    expect(again.versions[0]!.receipt).to.equal(first.versions[0]!.receipt);
  });
});
