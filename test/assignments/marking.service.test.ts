import { expect } from 'chai';
import { acceptedWork, markersOf } from '../../src/features/assignments/index.ts';
import { giveMarks, saveMarks } from '../../src/features/assignments/marking.service.ts';
import { findNextWaiting, listMarkChanges, listQueue } from '../../src/features/assignments/queue.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { lettersTo } from '../accounts/letters.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { anId, aPlace, assignmentId, marks, readAgain, send } from './a-work.ts';
import { assignmentStatesOf } from '../../src/features/assignments/state.service.ts';

describe('marking', () => {
  useApp();
  let cohort: Cohort;
  const [ani, budi] = [anId(), anId()];
  before(async () => {
    cohort = await aCohort(now());
  });

  async function aSentWork() {
    const learner = await aPlace(cohort, now());
    const work = await send(learner, now());
    return { ...learner, work, place: { work, assignment: learner.assignment, version: 1, seen: 0 } };
  }

  it('keeps a draft of marks, with who began and when', async () => {
    const { work, place, enrolment } = await aSentWork();
    const outcome = await saveMarks(place, marks(1), ani, now());
    expect(outcome).to.deep.include({ kind: 'done' });
    expect((await readAgain(work)).marking).to.deep.include({ by: ani, revision: 1, ...marks(1) });
    expect((await assignmentStatesOf([enrolment.id])).get(enrolment.id)!.get(assignmentId)!.state).to.equal('marking');
    expect(await markersOf(enrolment.id)).to.deep.equal([ani]);
  });

  it('lets one of two markers save, and shows the other what is there', async () => {
    const { place } = await aSentWork();
    const both = await Promise.all([saveMarks(place, marks(1), ani, now()), saveMarks(place, marks(2), budi, now())]);
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['conflict', 'done']);
    const winner = both.find(({ kind }) => kind === 'done')!;
    const loser = both.find(({ kind }) => kind === 'conflict')!;
    expect(loser.work.marking).to.deep.equal(winner.work.marking);
  });

  it('gives marks once, however many press at once', async () => {
    const { work, place } = await aSentWork();
    const pressed = [ani, budi, ani, budi].map((by, index) =>
      giveMarks(place, { ...marks(2, 2), outcome: index % 2 === 0 ? 'accepted' : 'returned' }, by, now()),
    );
    const outcomes = await Promise.all(pressed);
    expect(outcomes.filter(({ kind }) => kind === 'done')).to.have.length(1);
    const stored = await readAgain(work);
    expect(stored.marking).to.equal(undefined);
    for (const { work: seen } of outcomes) expect(seen.versions).to.deep.equal(stored.versions);
    expect(await listMarkChanges(work.id)).to.have.length(1);
  });

  it('keeps who changed what, the newest first', async () => {
    const { work, place, enrolment } = await aSentWork();
    await saveMarks(place, marks(1), ani, now());
    await saveMarks({ ...place, seen: 1 }, marks(2), budi, now());
    await giveMarks({ ...place, seen: 2 }, { ...marks(2, 2), outcome: 'accepted' }, budi, now());
    const log = await listMarkChanges(work.id);
    expect(log.map(({ kind, by }) => [kind, by])).to.deep.equal([
      ['accepted', budi],
      ['saved', budi],
      ['saved', ani],
    ]);
    expect((await markersOf(enrolment.id)).sort()).to.deep.equal([ani, budi].sort());
  });

  it('is nobody’s for their own work', async () => {
    const { place, account } = await aSentWork();
    expect(await giveMarks(place, { ...marks(2, 2), outcome: 'accepted' }, account, now())).to.include({
      kind: 'conflict',
    });
  });

  it('tells the learner, and hands accepted work on as evidence', async () => {
    const { place, email, enrolment, work } = await aSentWork();
    await giveMarks(place, { ...marks(2, 2), outcome: 'accepted' }, ani, now());
    const [letter] = await lettersTo(email);
    expect(letter).to.contain('Tugas M01').and.to.contain('sudah diterima');
    const [accepted] = await acceptedWork(enrolment.id);
    expect(accepted).to.deep.include({
      submission: work.id,
      assignment: assignmentId,
      units: ['G.46PEI01.001.2'],
      criteria: [{ unit: 'G.46PEI01.001.2', criterion: '1.1' }],
      percent: 100,
      markedBy: ani,
    });
    expect(accepted!.files.map(({ name }) => name)).to.deep.equal(['kalkulasi.pdf']);
  });
});

describe('the queue of works', () => {
  useApp();
  const marker = anId();

  it('has the oldest first, and offers the next that nobody else has begun', async () => {
    const cohort = await aCohort(now());
    const at = now().getTime();
    const [second, first] = await Promise.all(
      [at, at - 60_000].map(async (ms) => send(await aPlace(cohort, now()), new Date(ms))),
    );
    const { items: entries, total } = await listQueue({ cohorts: [cohort.id], state: 'submitted', page: 1 });
    expect(entries.map(({ id }) => id)).to.deep.equal([first!.id, second!.id]);
    expect(total).to.equal(2);

    expect(await findNextWaiting([cohort.id], marker)).to.equal(first!.id);
    const { assignment } = await aPlace(cohort, now());
    await saveMarks({ work: first!, assignment, version: 1, seen: 0 }, marks(1), anId(), now());
    expect(await findNextWaiting([cohort.id], marker)).to.equal(second!.id);
    expect(await findNextWaiting([anId()], marker)).to.equal(undefined);
  });
});
