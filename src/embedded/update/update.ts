/** What an update makes of a document, and which updates are refused. */
import { encodeDocument } from '../bson/encode.ts';
import { typeName } from '../bson/types.ts';
import { equalValues } from '../bson/order.ts';
import { renderValue } from '../bson/render.ts';
import { cloneValue, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import type { Update } from './modifier.ts';
import { compileModifiers } from './modifiers.ts';

export interface CompiledUpdate {
  apply: Update;
  isReplacement: boolean;
}

/**
 * Compiles an update: operators (`{ $set: … }`) or a whole document.
 * @throws MongoError as MongoDB refuses a malformed update
 */
export function compileUpdate(update: Value | undefined): CompiledUpdate {
  if (Array.isArray(update)) throw notOffered(9, 'An update by a pipeline');
  if (!isDocument(update)) throw new MongoError(9, 'Update argument must be either an object or an array');
  const [first] = update.keys();
  if (!first?.startsWith('$')) return { apply: compileReplacement(update), isReplacement: true };
  return { apply: compileModifiers(update), isReplacement: false };
}

function compileReplacement(replacement: Document): Update {
  for (const key of replacement.keys())
    if (key.startsWith('$'))
      throw new MongoError(
        52,
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  return ({ document, isInsert }) => {
    const id = document.get('_id');
    const given = replacement.get('_id');
    if (!isInsert && given !== undefined && id !== undefined && !equalValues(given, id)) throw idChange(given);
    const result: Document = new Map();
    // Null is an id like any other: only what is not there leaves the choice.
    const kept = isInsert === true && given !== undefined ? given : id === undefined ? given : id;
    if (kept !== undefined) result.set('_id', kept);
    for (const [key, value] of replacement) if (key !== '_id') result.set(key, cloneValue(value));
    return result;
  };
}

function idChange(value: Value | undefined): MongoError {
  return new MongoError(
    66,
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${renderValue(value)}`,
  );
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/**
 * Checks a changed document and writes it: the `_id` may not change, and comes first.
 * @throws MongoError ImmutableField, or 17419 when it has become too large
 */
export function finishUpdate(document: Document, oldId: Value | undefined): { document: Document; bytes: Buffer } {
  const id = document.get('_id');
  if (oldId !== undefined && (id === undefined || !equalValues(id, oldId) || typeName(id) !== typeName(oldId)))
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  const first = document.keys().next().value;
  const ordered: Document = id === undefined || first === '_id' ? document : new Map([['_id', id], ...document]);
  const bytes = encodeDocument(ordered);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new MongoError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  return { document: ordered, bytes };
}
