/** How stored documents follow the program: each change of their shape runs once, at the first start of its release. */
import type { Collection, Db, Document, Filter, UpdateFilter, WithId } from 'mongodb';
import { openDatabase } from './database.ts';
import { withLease } from './lease.ts';
import { log } from './log.ts';
import { defineModel } from './model.ts';
import { date, number, text } from './stored-fields.ts';

/** Told after each batch: how many documents the migration has changed so far. */
export type Progress = (changed: number) => void;

/**
 * `name` is the file's, `YYYY-MM-DD-what`, and stays for ever. `run` works through the driver, because models say what
 * documents look like today; it is safe done twice and beside itself, and returns how many documents it changed.
 */
export type Migration = Readonly<{ name: string; run: (db: Db, progress: Progress) => Promise<number> }>;

const Applied = defineModel<{ _id: string; changed: number; appliedAt: Date }>(
  'Migration',
  {
    _id: text,
    changed: number,
    appliedAt: date,
  },
  { collection: 'migrations' },
);

/**
 * Brings the database to this program's release; one process does it while others that start wait. Throws, with a sentence
 * for the operator, when a newer release has changed the database: an older one would misread what it wrote.
 */
export async function migrate(
  migrations: readonly Migration[],
  show: (name: string, changed: number) => void = () => {},
): Promise<void> {
  if ((await pending(migrations)).length === 0) return;
  await withLease('migrations', async () => {
    for (const migration of await pending(migrations)) await apply(migration, show);
  });
}

/** For commands, which change nothing of an older database's shape. Throws as migrate does. */
export async function refuseNewer(migrations: readonly Migration[]): Promise<void> {
  await pending(migrations);
}

/** Those of this program that the database has not seen yet, in order. Throws when it has seen one that the program lacks. */
async function pending(migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const applied = (await Applied.find({}, { _id: 1 }).sort({ _id: 1 }).lean()).map(({ _id }) => _id);
  const known = new Set(migrations.map(({ name }) => name));
  const newer = applied.findLast((name) => !known.has(name));
  if (newer !== undefined) {
    throw new Error(
      `This database was changed by a newer release of Layar (${newer}). Start that release, or restore a backup from before it.`,
    );
  }
  const done = new Set(applied);
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply({ name, run }: Migration, show: (name: string, changed: number) => void): Promise<void> {
  const changed = await run(openDatabase(), (count) => show(name, count));
  const done = { $setOnInsert: { changed, appliedAt: new Date() } };
  await Applied.updateOne({ _id: name }, done, { upsert: true });
  log.info({ migration: name, changed }, 'database migrated');
}

const batchSize = 500;

type Change<Stored> = UpdateFilter<Stored> | undefined;

/**
 * Walks through what the filter finds, by id and in batches, and gives each document the change that `changeOf` makes of
 * it, if any; the change holds the filter, so that a document changed meanwhile by somebody else stays as it is.
 */
export async function changeInBatches<Stored extends Document>(
  collection: Collection<Stored>,
  filter: Filter<Stored>,
  changeOf: (document: WithId<Stored>) => Change<Stored> | Promise<Change<Stored>>,
  progress: Progress,
): Promise<number> {
  let changed = 0;
  let last: unknown;
  for (;;) {
    const beyond = last === undefined ? filter : { $and: [filter, { _id: { $gt: last } }] };
    const batch = await collection
      .find(beyond as Filter<Stored>)
      .sort({ _id: 1 })
      .limit(batchSize)
      .toArray();
    const latest = batch.at(-1);
    if (latest === undefined) return changed;
    const updates = [];
    for (const document of batch) {
      const update = await changeOf(document);
      const unchanged = { $and: [filter, { _id: document._id }] } as Filter<Stored>;
      if (update) updates.push({ updateOne: { filter: unchanged, update } });
    }
    if (updates.length > 0) changed += (await collection.bulkWrite(updates, { ordered: false })).modifiedCount;
    last = latest._id;
    progress(changed);
  }
}
