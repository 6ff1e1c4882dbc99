/** What `insert` stores, and which `_id` it refuses. */
import { encodeDocument } from '../bson/encode.ts';
import { isDocument, ObjectId, Regex, Timestamp, type Document } from '../bson/value.ts';
import { typeName } from '../bson/types.ts';
import { MongoError } from '../ground/errors.ts';
import { insertRecord } from '../storage/records.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { booleanArgument, collectionName, missingField } from './arguments.ts';
import type { Command, Commands } from './command.ts';
import { MAX_DOCUMENT_BYTES } from './hello.ts';
import { writeOnce } from './retryable.ts';
import { refuseBatchSize, runStatements, withErrors } from './write-errors.ts';

const insert: Command = {
  arguments: {
    documents: 'array',
    ordered: 'bool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'insert')}`;
    const documents = command.get('documents');
    if (!Array.isArray(documents)) throw missingField('insert.documents');
    refuseBatchSize(documents);
    const collection = await context.ensureCollection(namespace);
    const isOrdered = booleanArgument(command, 'ordered', true);
    return writeOnce(command, context, (view) => {
      let inserted = 0;
      const errors = runStatements(documents, context, isOrdered, (document) => {
        if (!isDocument(document)) throw new MongoError(14, "BSON field 'insert.documents' must hold objects");
        insertDocument(view, collection, document);
        inserted++;
      });
      return withErrors({ n: inserted }, errors);
    });
  },
};

/** Stores a document with its `_id` first, made up if it has none. */
export function insertDocument(view: Overlay, collection: Collection, document: Document): Document {
  const id = document.get('_id');
  refuseId(document);
  const isInPlace = document.keys().next().value === '_id';
  const stored: Document = isInPlace ? document : new Map([['_id', id ?? ObjectId.generate()], ...document]);
  if (!isInPlace && id !== undefined) stored.set('_id', id);
  fillTimestamps(stored);
  const bytes = encodeDocument(stored);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new MongoError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  insertRecord(view, collection, stored, bytes);
  return stored;
}

/** An empty timestamp at the top of a document asks for the current one. */
function fillTimestamps(document: Document): void {
  for (const [key, value] of document)
    if (value instanceof Timestamp && value.bits === 0n && key !== '_id') document.set(key, Timestamp.next());
}

function refuseId(document: Document): void {
  const id = document.get('_id');
  if (Array.isArray(id) || id instanceof Regex)
    throw new MongoError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  if (!isDocument(id)) return;
  for (const key of id.keys())
    if (key.startsWith('$') && !['$ref', '$id', '$db'].includes(key))
      throw new MongoError(52, `_id fields may not contain '$'-prefixed fields: ${key} is not valid for storage.`);
}

export const INSERT: Commands = { insert };
