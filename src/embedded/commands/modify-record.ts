/** How an update reaches a stored document, or makes a new one. */
import { decodeDocument } from '../bson/decode.ts';
import { cloneValue, type Document } from '../bson/value.ts';
import type { Match } from '../plans/executor.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { updateRecord } from '../storage/records.ts';
import { finishUpdate, type CompiledUpdate } from '../update/update.ts';
import { seedFromFilter } from '../update/upsert.ts';
import { insertDocument } from './insert.ts';

export interface ModifiedRecord {
  before: Document;
  after: Document;
  isModified: boolean;
}

/** Applies an update to a stored document; one that changes nothing writes nothing. */
export function modifyRecord(
  view: Overlay,
  collection: Collection,
  match: Match,
  change: CompiledUpdate,
): ModifiedRecord {
  const before = decodeDocument(match.bytes);
  const changed = change.apply({ document: decodeDocument(match.bytes), position: match.position });
  const { document: after, bytes } = finishUpdate(changed, before.get('_id'));
  if (bytes.equals(match.bytes)) return { before, after: before, isModified: false };
  updateRecord(view, collection, match, after, bytes);
  return { before, after, isModified: true };
}

/** Inserts what the filter's equalities and the update make together. */
export function upsertDocument(
  view: Overlay,
  collection: Collection,
  filter: Document,
  change: CompiledUpdate,
): Document {
  const seed = change.isReplacement ? idOnly(filter) : seedFromFilter(filter);
  const given = seed.get('_id');
  const seedId = given === undefined ? undefined : cloneValue(given);
  const document = change.apply({ document: seed, isInsert: true });
  return insertDocument(view, collection, finishUpdate(document, seedId).document);
}

function idOnly(filter: Document): Document {
  const id = seedFromFilter(filter).get('_id');
  return id === undefined ? new Map() : new Map([['_id', id]]);
}
