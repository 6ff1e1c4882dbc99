import { expect } from 'chai';
import mongoose, { type ClientSession } from 'mongoose';
import { transaction } from '../../src/platform/database.ts';
import { subscribe } from '../../src/platform/events.ts';
import { defineModel } from '../../src/platform/model.ts';
import { move, moveIfReady, tell } from '../../src/platform/moves.ts';
import { defineStates } from '../../src/platform/states.ts';
import { useDatabase } from '../support/database.ts';

declare module '../../src/platform/events.ts' {
  interface Events {
    'test.lampLit': { lamp: string; hours: number };
  }
}

const lampStates = defineStates('lamp', {
  states: ['new', 'off', 'lit', 'broken'],
  acts: {
    make: { from: [], to: 'new', by: 'maker' },
    light: { from: ['new', 'off'], to: 'lit', by: 'anybody', publishes: 'test.lampLit' },
    dust: { from: ['new', 'off'], by: 'anybody' },
    putOut: { from: ['lit'], to: 'off', by: 'anybody', undoes: 'light' },
    drop: { from: ['new', 'off', 'lit'], to: 'broken', by: 'clock' },
  },
  sets: { dark: ['new', 'off', 'broken'], useless: ['broken'] },
});

type Lamp = { state: (typeof lampStates)['all'][number]; hours: number; isDusty: boolean };
const Lamp = (mongoose.models.TestMovedLamp ??
  defineModel<Lamp>('TestMovedLamp', {
    state: { type: String, required: true, enum: lampStates.all },
    hours: { type: Number, default: 0 },
    isDusty: { type: Boolean, default: true },
  })) as mongoose.Model<Lamp>;

describe('a table of states', () => {
  it('says what a thing in a state is ready for', () => {
    expect(lampStates.moves('off')).to.deep.equal(['light', 'drop']);
    expect(lampStates.moves('broken')).to.deep.equal([]);
    expect(lampStates.can('dust', 'off')).to.equal(true);
    expect([
      lampStates.can('putOut', 'lit'),
      lampStates.can('putOut', 'off'),
      lampStates.can('drop', undefined),
    ]).to.deep.equal([true, false, false]);
    expect([lampStates.between('lit', 'off'), lampStates.between('lit', 'new')]).to.deep.equal(['putOut', undefined]);
  });

  it('asks for one state by itself, so that a partial index serves it, and for several by a list', () => {
    expect(lampStates.where('useless')).to.deep.equal({ state: 'broken' });
    expect(lampStates.where('dark')).to.deep.equal({ state: mongoose.trusted({ $in: ['new', 'off', 'broken'] }) });
    expect([lampStates.before('putOut'), lampStates.after('putOut')]).to.deep.equal([
      { state: 'lit' },
      { state: 'off' },
    ]);
    expect([
      lampStates.is('dark', 'off'),
      lampStates.is('dark', 'lit'),
      lampStates.is('dark', undefined),
    ]).to.deep.equal([true, false, false]);
  });
});

describe('an act on a stored thing', () => {
  useDatabase();
  before(() => subscribe('test.lampLit', 'test.hear', async () => {}));

  const make = () => Lamp.create(lampStates.after('make'));
  const deliveries = () =>
    mongoose.connection
      .collection('jobs')
      .find({ kind: 'events.deliver', payload: /test\.lampLit/ })
      .toArray();
  const light = (_id: mongoose.Types.ObjectId, session: ClientSession) =>
    move(Lamp, lampStates, 'light', {
      filter: { _id },
      update: { $inc: { hours: 1 } },
      event: ({ hours }) => ({ lamp: String(_id), hours }),
      session,
    });

  it('changes its state and what goes with it, and publishes what it is then', async () => {
    const { _id } = await make();
    const lit = await transaction((session) => light(_id, session));
    expect(lit).to.include({ state: 'lit', hours: 1 });
    expect(
      (await deliveries()).map(({ payload }) => (JSON.parse(String(payload)) as { event: unknown }).event),
    ).to.deep.equal([{ lamp: String(_id), hours: 1 }]);
  });

  it('is done by one of those who do it at once', async () => {
    const { _id } = await make();
    const done = await Promise.allSettled(
      Array.from({ length: 4 }, () => transaction((session) => light(_id, session))),
    );
    expect(done.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    for (const outcome of done) if (outcome.status === 'rejected') expect(outcome.reason).to.include({ status: 409 });
    expect(await Lamp.findById(_id).lean()).to.include({ state: 'lit', hours: 1 });
  });

  it('leaves the state alone where the table names no other, and still asks for the old one', async () => {
    const { _id } = await make();
    const dust = () => moveIfReady(Lamp, lampStates, 'dust', { filter: { _id }, update: { $set: { isDusty: false } } });
    expect(await dust()).to.include({ state: 'new', isDusty: false });
    await move(Lamp, lampStates, 'drop', { filter: { _id } });
    expect(await dust()).to.equal(undefined);
  });

  it('is refused where the state that was read is not there any more, or never allowed it', async () => {
    const { _id } = await make();
    await move(Lamp, lampStates, 'drop', { filter: { _id }, seen: 'new' });
    for (const seen of ['new', 'broken'] as const)
      expect(await moveIfReady(Lamp, lampStates, 'drop', { filter: { _id }, seen })).to.equal(undefined);
  });

  it('tells of a thing that it makes by the event of the table', async () => {
    const before = (await deliveries()).length;
    await transaction((session) => tell(lampStates, 'light', { lamp: 'new', hours: 0 }, session));
    expect(await deliveries()).to.have.length(before + 1);
  });

  it('cannot forget what the table promises, nor tell what it does not', () => {
    const never = (session: ClientSession) => [
      // @ts-expect-error the event is missing
      move(Lamp, lampStates, 'light', { filter: {}, session }),
      // @ts-expect-error the transaction is missing
      move(Lamp, lampStates, 'light', { filter: {}, event: () => ({ lamp: '', hours: 0 }) }),
      // @ts-expect-error an act that publishes nothing
      move(Lamp, lampStates, 'putOut', { filter: {}, event: () => ({ lamp: '', hours: 0 }), session }),
      // @ts-expect-error no such act
      move(Lamp, lampStates, 'repair', { filter: {} }),
      // @ts-expect-error an act of no other state
      lampStates.after('dust'),
    ];
    expect(never).to.be.a('function');
  });
});
