import { expect } from 'chai';
import { countCompletions, decideAgain } from '../../src/features/completion/index.ts';
import { CompletionModel } from '../../src/features/completion/completion.model.ts';
import { listRoster } from '../../src/features/completion/roster.service.ts';
import { markRead } from '../../src/features/lessons/progress.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { aCohort, aLearner } from '../support/classroom.ts';
import { finishEverything } from './a-finish.ts';
import { completionOf } from '../../src/features/completion/completion.service.ts';
import { progressOf } from '../../src/features/completion/progress.service.ts';

const everybody = { filter: 'all', page: 1, planned: 0, silentSince: new Date(0) } as const;

describe('deciding completion', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  it('says what is missing until nothing is', async () => {
    const learner = await aLearner(cohort, now());
    const before = await progressOf(learner.enrolment);
    expect(before.decision.parts.map(({ met }) => met)).to.deep.equal([false, false, false, false]);
    expect(before.completion).to.equal(undefined);
    await finishEverything(cohort, learner, now());
    expect((await progressOf(learner.enrolment)).decision.complete).to.equal(true);
  });

  it('follows from the events alone, and is told with them', async () => {
    const learner = await aLearner(cohort, now());
    await finishEverything(cohort, learner, now());
    await runDueJobs();
    const completion = await completionOf(learner.enrolment.id);
    expect(completion).to.deep.include({ account: learner.account, cohort: cohort.id, programme: cohort.programme });
    expect(completion!.facts.every(({ met }) => met)).to.equal(true);
    expect(await countCompletions({ cohort: cohort.id })).to.be.greaterThan(0);
  });

  it('happens exactly once, however many decide at once', async () => {
    const own = await aCohort(now());
    const learner = await aLearner(own, now());
    await finishEverything(own, learner, now());
    await Promise.all(Array.from({ length: 8 }, () => decideAgain(learner.enrolment.id, now())));
    expect(await CompletionModel.countDocuments({ enrolment: learner.enrolment.id })).to.equal(1);
    const told = { action: 'completion.decide', 'target.id': learner.enrolment.id };
    expect(await auditEntries(told)).to.have.length(1);
    expect(await countCompletions({ programme: own.programme })).to.equal(1);
  });

  it('does not complete somebody who lacks a part', async () => {
    const { enrolment } = await aLearner(cohort, now());
    await decideAgain(enrolment.id, now());
    expect(await completionOf(enrolment.id)).to.equal(undefined);
  });
});

describe('the roster of a cohort', () => {
  useApp();

  it('has those most behind in front, and filters the silent, the late and the finished', async () => {
    const cohort = await aCohort(now());
    const [idle, reading, finished] = [
      await aLearner(cohort, now()),
      await aLearner(cohort, now()),
      await aLearner(cohort, now()),
    ];
    await decideAgain(idle.enrolment.id, now(), false);
    await markRead(reading.enrolment.id, '01-kenal-barang/01-klaim', now());
    await finishEverything(cohort, finished, now());
    await runDueJobs();
    const order = async (wanted: object) =>
      (await listRoster(cohort.id, { ...everybody, ...wanted })).items.map(({ enrolment }) => enrolment);

    expect(await order({})).to.deep.equal([idle, reading, finished].map(({ enrolment }) => enrolment.id));
    expect(await order({ filter: 'complete' })).to.deep.equal([finished.enrolment.id]);
    expect(await order({ filter: 'behind', planned: 0.05 })).to.deep.equal([idle.enrolment.id]);
    const hourAgo = new Date(now().getTime() - 3_600_000);
    expect(await order({ filter: 'silent', silentSince: hourAgo })).to.deep.equal([idle.enrolment.id]);
  });

  it('keeps what was read later, whoever writes last', async () => {
    const cohort = await aCohort(now());
    const { enrolment } = await aLearner(cohort, now());
    const later = new Date(now().getTime() + 60_000);
    await markRead(enrolment.id, '01-kenal-barang/01-klaim', now());
    await decideAgain(enrolment.id, later);
    await decideAgain(enrolment.id, now());
    const { items: standings } = await listRoster(cohort.id, everybody);
    expect(standings.map(({ lastActivityAt }) => lastActivityAt)).to.deep.equal([later]);
  });
});
