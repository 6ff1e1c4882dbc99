/**
 * A person has one seat in a programme, whichever account they applied with, and the seat knows when its learner completed.
 * Until now nothing kept somebody from two; of those the first is the sole one, and the others stay as if they were allowed.
 */
import type { Db, Filter, ObjectId, WithId } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type Seat = {
  account: ObjectId;
  programme: ObjectId;
  application: ObjectId;
  state: string;
  person?: string;
  isSole?: boolean;
  completedAt?: Date;
};

export const oneSeatInAProgramme: Migration = {
  name: '2026-11-30-one-seat-in-a-programme',
  run: async (db: Db, progress) => {
    let changed = 0;
    for (const fill of [persons, soleSeats, completions]) {
      const { missing, change } = await fill(db);
      const show = (count: number) => progress(changed + count);
      changed += await changeInBatches(seatsIn(db), missing, change, show);
    }
    return changed;
  },
};

const seatsIn = (db: Db) => db.collection<Seat>('enrolments');

const persons = (db: Db) => ({
  missing: { person: { $exists: false } },
  change: async ({ application }: WithId<Seat>) => {
    const sent = await db.collection<{ held?: { nik: string } }>('applications').findOne({ _id: application });
    return sent?.held && { $set: { person: sent.held.nik } };
  },
});

const soleSeats = async (db: Db) => {
  const later = await laterSeats(db);
  return {
    missing: { state: 'active', isSole: { $exists: false }, allowance: { $exists: false } } as Filter<Seat>,
    change: ({ _id }: WithId<Seat>) => (later.has(String(_id)) ? undefined : { $set: { isSole: true } }),
  };
};

/** Seats of people who had one in the programme already, by their account or by who they are. */
async function laterSeats(db: Db): Promise<ReadonlySet<string>> {
  const [seated, later] = [new Set<string>(), new Set<string>()];
  for await (const { _id, programme, account, person } of seatsIn(db).find({ state: 'active' }).sort({ _id: 1 })) {
    const names = [account, ...(person === undefined ? [] : [person])].map(
      (name) => `${String(programme)} ${String(name)}`,
    );
    if (names.some((name) => seated.has(name))) later.add(String(_id));
    for (const name of names) seated.add(name);
  }
  return later;
}

const completions = (db: Db) => ({
  missing: { completedAt: { $exists: false } },
  change: async ({ _id }: WithId<Seat>) => {
    const completion = await db
      .collection<{ enrolment: ObjectId; decidedAt: Date }>('completions')
      .findOne({ enrolment: _id });
    return completion ? { $set: { completedAt: completion.decidedAt } } : undefined;
  },
});
