/** Looking changes nothing: what each page writes to the database while it is made, as several people. */
import { expect } from 'chai';
import mongoose from 'mongoose';
import { useApp } from './support/app.ts';
import { fillPath, type People, signEverybodyIn } from './support/permissions/ask.ts';
import { type Asker, isAllowed, readExpectation, routeName } from './support/permissions/expectation.ts';
import { makeWorld, type World } from './support/permissions/world.ts';

/** Of the person who looks, not of what is looked at. */
const mayBeWritten: Readonly<Record<string, string>> = {
  sessions: 'a message that was shown once, the token of a form, when staff were last seen',
  throttle_counters: 'wrong guesses of codes and links',
};

const writing = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'bulkWrite',
] as const;

/** Notes the collection of every write of this process; returns the way to put it back. */
function watchWrites(note: (collection: string) => void): () => void {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const kept = writing.map((name) => [name, prototype[name]!] as const);
  for (const [name, original] of kept) {
    prototype[name] = function (this: { collectionName: string }, ...given) {
      // The timer that writes down what was counted is no request.
      if (!new Error().stack?.includes('writeCounts')) note(this.collectionName);
      return original.apply(this, given);
    };
  }
  return () => {
    for (const [name, original] of kept) prototype[name] = original;
  };
}

describe('looking at a page', function () {
  this.timeout(180_000);
  const app = useApp();
  const pages = readExpectation().filter(({ method }) => method === 'GET');
  const askers: readonly Asker[] = [
    'visitor',
    'person',
    'learner',
    'instructor',
    'verifier',
    'panel-member',
    'certification-manager',
    'system-admin',
  ];
  let world: World;
  let people: People;

  before(async () => {
    world = await makeWorld(app.address, new Date());
    people = await signEverybodyIn(app.address, world);
  });

  it('is noticed by the watch when it does write', async () => {
    const seen: string[] = [];
    const stop = watchWrites((collection) => seen.push(collection));
    await mongoose.connection.db!.collection('looked_at').insertOne({ at: new Date() });
    stop();
    expect(seen).to.deep.equal(['looked_at']);
  });

  it('writes nothing but what belongs to the session, whoever looks', async () => {
    const found = new Set<string>();
    let looking = '';
    const stop = watchWrites((collection) => {
      if (!(collection in mayBeWritten)) found.add(`${looking}: ${collection}`);
    });
    let looks = 0;
    for (const row of pages) {
      for (const asker of askers) {
        const path = fillPath(row, 'own', world);
        if (path === undefined || !isAllowed(row, asker, 'own')) continue;
        looking = `${routeName(row)} as ${asker}`;
        await people.of(asker, row.owner).probe('GET', path);
        looks += 1;
      }
    }
    stop();
    expect(looks).to.be.greaterThan(100);
    expect([...found]).to.deep.equal([]);
  });
});
