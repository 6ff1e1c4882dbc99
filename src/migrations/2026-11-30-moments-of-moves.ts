/**
 * A cohort keeps when it was started or ended, a programme when it was closed. Of those moved before, the audit trail knows;
 * nothing later than a move changed most of them, so where the trail was left behind, the last change stands for it.
 */
import type { Db, Document, Filter, WithId } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type Moved = { state: string; updatedAt: Date };
type Kind = Readonly<{ collection: string; states: readonly string[]; field: string; kind: string; action: string }>;

const kinds: readonly Kind[] = [
  {
    collection: 'cohorts',
    states: ['running', 'ended'],
    field: 'movedAt',
    kind: 'cohort',
    action: 'programmes.moveCohort',
  },
  { collection: 'programmes', states: ['closed'], field: 'closedAt', kind: 'programme', action: 'programmes.move' },
];

export const momentsOfMoves: Migration = {
  name: '2026-11-30-moments-of-moves',
  run: async (db: Db, progress) => {
    let changed = 0;
    for (const { collection, states, field, kind, action } of kinds) {
      const show = (count: number) => progress(changed + count);
      const unknown = { state: { $in: states }, [field]: { $exists: false } } as Filter<Moved>;
      const change = async ({ _id, updatedAt }: WithId<Moved>) => {
        const target = { 'target.kind': kind, 'target.id': String(_id) };
        return { $set: { [field]: (await lastEntry(db, { ...target, action })) ?? updatedAt } };
      };
      changed += await changeInBatches(db.collection<Moved>(collection), unknown, change, show);
    }
    return changed;
  },
};

/** Entries wait a moment before they are linked. Both lists hold the same shape. */
async function lastEntry(db: Db, filter: Filter<Document>): Promise<Date | undefined> {
  for (const collection of ['audit_waiting', 'audit_entries']) {
    const entry = await db.collection<{ at: Date }>(collection).findOne(filter, { sort: { at: -1 } });
    if (entry) return entry.at;
  }
  return undefined;
}
