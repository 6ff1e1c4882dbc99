/** What became of documents, as the fields that differ: `decision.particulars`; null for a document that went. */
import mongoose from 'mongoose';
import type { Stored } from './old-database.ts';

const { EJSON } = mongoose.mongo.BSON;

type Fields = Record<string, unknown>;
/** By collection and id. */
export type Changes = Record<string, Record<string, Fields | null>>;

/** Documents of these collections as they are stored now. */
export async function readCollections(names: Iterable<string>): Promise<Map<string, Stored[]>> {
  const found = new Map<string, Stored[]>();
  for (const name of names) {
    const all = mongoose.connection.db!.collection<Stored>(name).find().sort({ _id: 1 });
    found.set(name, await all.toArray());
  }
  return found;
}

/** Of documents that were there before. */
export function changesBetween(before: ReadonlyMap<string, Stored[]>, after: ReadonlyMap<string, Stored[]>): Changes {
  const changes: Changes = {};
  for (const [name, documents] of before) {
    const now = new Map((after.get(name) ?? []).map((document) => [String(document._id), document]));
    for (const document of documents) {
      const id = String(document._id);
      const found = now.get(id);
      const fields = found ? differences(document, found) : null;
      if (fields === null || Object.keys(fields).length > 0) (changes[name] ??= {})[id] = fields;
    }
  }
  return changes;
}

function differences(before: Fields, after: Fields, path = ''): Fields {
  const found: Fields = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, young] = [before[key], after[key]];
    if (isSame(old, young)) continue;
    if (isPlain(old) && isPlain(young)) Object.assign(found, differences(old, young, `${path}${key}.`));
    else found[`${path}${key}`] = young;
  }
  return found;
}

const isSame = (one: unknown, other: unknown) =>
  one === other ||
  (one !== undefined && other !== undefined && EJSON.stringify({ one }) === EJSON.stringify({ one: other }));

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The changes of several migrations as those of one. */
export function together(parts: Iterable<Changes>): Changes {
  const all: Changes = {};
  for (const changes of parts) {
    for (const [name, documents] of Object.entries(changes)) {
      for (const [id, fields] of Object.entries(documents)) {
        const known = (all[name] ??= {})[id];
        all[name][id] = fields && { ...known, ...fields };
      }
    }
  }
  return all;
}
