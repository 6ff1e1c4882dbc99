import { expect } from 'chai';
import mongoose from 'mongoose';
import { listsOfWhatEnded } from '../../src/migrations/2026-11-30-lists-of-what-ended.ts';
import { momentsOfMoves } from '../../src/migrations/2026-11-30-moments-of-moves.ts';
import { oneSeatInAProgramme } from '../../src/migrations/2026-11-30-one-seat-in-a-programme.ts';
import type { Migration } from '../../src/platform/migrations.ts';
import { useDatabase } from '../support/database.ts';

type Stored = { _id: string; [field: string]: unknown };
/** A database of its own, without the indexes that today's documents fulfil. */
const older = () => mongoose.connection.useDb(`${mongoose.connection.name}-unmigrated`).db!;
const collection = (name: string) => older().collection<Stored>(name);

/** How many documents the migration changes, and then, done again. */
async function runTwice({ run }: Migration): Promise<[number, number]> {
  const once = () => run(older(), () => {});
  return [await once(), await once()];
}

describe('migrations of what the kept database has no example of', () => {
  useDatabase();
  afterEach(() => older().dropDatabase());

  it('take a cohort as moved when it last changed, where the audit trail was left behind', async () => {
    const [updatedAt, at] = [new Date('2026-10-02T01:00Z'), new Date('2026-10-01T01:00Z')];
    const entry = { action: 'programmes.moveCohort', target: { kind: 'cohort', id: 'known' } };
    await collection('audit_entries').insertMany([
      { _id: 'a', ...entry, at },
      { _id: 'b', ...entry, at: new Date('2026-09-01T01:00Z') },
      { _id: 'c', ...entry, action: 'programmes.changeSeats', at: updatedAt },
    ]);
    const [open, running] = [
      { state: 'open', updatedAt },
      { state: 'running', updatedAt },
    ];
    await collection('cohorts').insertMany([
      { _id: 'known', ...running },
      { _id: 'open', ...open },
      { _id: 'unknown', ...running },
    ]);
    expect(await runTwice(momentsOfMoves)).to.deep.equal([2, 0]);
    expect(await collection('cohorts').find().sort({ _id: 1 }).toArray()).to.deep.equal([
      { _id: 'known', ...running, movedAt: at },
      { _id: 'open', ...open },
      { _id: 'unknown', ...running, movedAt: updatedAt },
    ]);
  });

  it('know a person with two accounts, and leave to others what was allowed, given up or elsewhere', async () => {
    const seat = { account: 'one', programme: 'tangerang', application: 'none', state: 'active' };
    const applications = [
      { _id: 'x', held: { nik: 'hash' } },
      { _id: 'y', held: { nik: 'hash' } },
    ];
    await collection('applications').insertMany(applications);
    await collection('enrolments').insertMany([
      { _id: '1', ...seat, state: 'withdrawn' },
      { _id: '2', ...seat, application: 'x' },
      { _id: '3', ...seat, account: 'two', application: 'y' },
      { _id: '4', ...seat, programme: 'elsewhere' },
      { _id: '5', ...seat, allowance: { reason: 'Mengulang' } },
    ] as never);
    expect(await runTwice(oneSeatInAProgramme)).to.deep.equal([4, 0]);
    const found = await collection('enrolments').find().sort({ _id: 1 }).toArray();
    expect(found.map(({ _id, person, isSole }) => [_id, person, isSole])).to.deep.equal([
      ['1', undefined, undefined],
      ['2', 'hash', true],
      ['3', 'hash', undefined],
      ['4', undefined, true],
      ['5', undefined, undefined],
    ]);
  });

  it('give a case an empty list of what was set aside, and leave a list that is there', async () => {
    await collection('assessment_cases').insertMany([{ _id: 'old' }, { _id: 'new', setAside: [1] }]);
    expect(await runTwice(listsOfWhatEnded)).to.deep.equal([1, 0]);
    const found = await collection('assessment_cases').find().sort({ _id: 1 }).toArray();
    expect(found.map(({ setAside }) => setAside)).to.deep.equal([[1], []]);
  });
});
