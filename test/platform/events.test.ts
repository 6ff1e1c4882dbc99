import { expect } from 'chai';
import mongoose from 'mongoose';
import { setClock } from '../../src/platform/clock.ts';
import { transaction } from '../../src/platform/database.ts';
import { publish, subscribe } from '../../src/platform/events.ts';
import { listFailingJobs, runDueJobs } from '../../src/platform/jobs/index.ts';
import { useDatabase } from '../support/database.ts';

declare module '../../src/platform/events.ts' {
  interface Events {
    'test.happened': { place: string };
    'test.unheard': { place: string };
  }
}

let heard: string[] = [];
let isDeaf = false;

subscribe('test.happened', 'test.first', async ({ place }) => heard.push(`first: ${place}`));
subscribe('test.happened', 'test.second', async ({ place }) => {
  if (isDeaf) throw new Error('cannot hear');
  heard.push(`second: ${place}`);
});

describe('events', () => {
  useDatabase();
  beforeEach(() => {
    [heard, isDeaf] = [[], false];
  });

  it('reach each listener once the change is committed', async () => {
    await transaction(async (session) => {
      await publish('test.happened', { place: 'Cipadu' }, session);
      expect(await runDueJobs(), 'not before the commit').to.equal(0);
    });
    await runDueJobs();
    expect(heard.sort()).to.deep.equal(['first: Cipadu', 'second: Cipadu']);
  });

  it('are lost with the change that was given up', async () => {
    const session = await mongoose.startSession();
    session.startTransaction();
    await publish('test.happened', { place: 'nowhere' }, session);
    await session.abortTransaction();
    await session.endSession();
    await runDueJobs();
    expect(heard).to.deep.equal([]);
  });

  it('reach a listener that fails on a later try, without telling the others again', async () => {
    isDeaf = true;
    await transaction((session) => publish('test.happened', { place: 'Neglasari' }, session));
    await runDueJobs();
    expect((await listFailingJobs(1)).items.map(({ subject, lastError }) => ({ subject, lastError }))).to.deep.equal([
      { subject: 'test.second', lastError: 'Error: cannot hear' },
    ]);
    isDeaf = false;
    const restore = setClock(() => new Date(Date.now() + 60_000));
    await runDueJobs();
    restore();
    expect(heard).to.deep.equal(['first: Neglasari', 'second: Neglasari']);
  });

  it('may have no listener', async () => {
    await transaction((session) => publish('test.unheard', { place: 'anywhere' }, session));
    expect(await runDueJobs()).to.equal(0);
  });

  it('know each listener by one name', () => {
    expect(() => subscribe('test.happened', 'test.first', async () => {})).to.throw('twice');
  });
});
