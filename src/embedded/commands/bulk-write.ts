import { Binary, double, type Document, type Value } from '../bson/value.ts';
import { encodeDocument, type EncodableDocument } from '../bson/encode.ts';
import { equalValues } from '../bson/order.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { booleanArgument, checkFields, countArgument, documentArgument } from './arguments.ts';
import { operationsOf, targetsOf, type Operation, type Target } from './bulk-write-spec.ts';
import type { Command, CommandContext, Commands, Reply } from './command.ts';
import { runDelete } from './delete.ts';
import { insertDocument } from './insert.ts';
import { writeOnce } from './retryable.ts';
import { runUpdate } from './update.ts';
import { bypassesValidation } from './validation.ts';
import { runStatements } from './write-errors.ts';

/** Inserts, updates and deletes in several collections at once, as MongoDB 8 has it; each is told of by a cursor. */
const bulkWrite: Command = {
  arguments: {
    ops: 'array',
    nsInfo: 'array',
    ordered: 'bool',
    errorsOnly: 'bool',
    bypassDocumentValidation: 'safeBool',
    let: 'document',
    cursor: 'document',
    stmtIds: 'any',
    stmtId: 'any',
  },
  mayBeInTransaction: true,
  namesDatabases: true,
  async run(command, context) {
    if (context.database !== 'admin') throw new MongoError(13, 'bulkWrite may only be run against the admin database.');
    const cursor = documentArgument(command, 'cursor') ?? new Map<string, Value>();
    checkFields(cursor, 'bulkWrite.cursor', { batchSize: 'number' });
    const batchSize = countArgument(cursor, 'batchSize', 'bulkWrite') ?? Infinity;
    const targets = targetsOf(command, context);
    const operations = operationsOf(command, targets.length);
    refuseMultiRetry(command, operations, context);
    const collections = await collectionsOf(targets, operations, context);
    const reply = await writeOnce(command, context, (view) =>
      runOperations(view, command, context, operations, collections),
    );
    const { results, ...counts } = reply;
    const opened = await context.server.cursors.open(
      (results as EncodableDocument[]).map((result) => encodeDocument(result)),
      'admin.$cmd.bulkWrite',
      { batchSize, sessionKey: context.sessionKey },
    );
    return { ...opened, ...counts };
  },
};

/** @throws MongoError InvalidOptions: what changes many documents cannot be repeated safely */
function refuseMultiRetry(command: Document, operations: Operation[], { transaction }: CommandContext): void {
  if (!transaction && command.has('txnNumber') && operations.some(({ fields }) => booleanArgument(fields, 'multi')))
    throw new MongoError(72, 'Cannot use retryable writes with multi=true');
}

/** The collection of each target, or why it must not be used. */
async function collectionsOf(
  targets: Target[],
  operations: Operation[],
  context: CommandContext,
): Promise<(Collection | MongoError | undefined)[]> {
  const isMade = targets.map((_target, i) =>
    operations.some(
      ({ target, kind, fields }) => target === i && (kind === 'insert' || booleanArgument(fields, 'upsert')),
    ),
  );
  return Promise.all(
    targets.map(async ({ namespace, uuid }, i) => {
      const found = context.collection(namespace);
      if (uuid instanceof Binary && !(found && equalValues(found.uuid, uuid)))
        return new MongoError(361, 'Collection UUID does not match that specified');
      return isMade[i] ? context.ensureCollection(namespace) : found;
    }),
  );
}

function runOperations(
  view: Overlay,
  command: Document,
  context: CommandContext,
  operations: Operation[],
  collections: (Collection | MongoError | undefined)[],
): Reply {
  const counts = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: Reply[] = [];
  const isOrdered = booleanArgument(command, 'ordered', true);
  const errors = runStatements(operations, context, isOrdered, ({ kind, target, fields }, idx) => {
    const collection = collections[target];
    if (collection instanceof MongoError) throw collection;
    const result = runOperation(view, command, { kind, fields, collection }, counts);
    results.push({ ok: double(1), idx, ...result });
  });
  counts.nErrors = errors.length;
  const failed = errors.map(({ index, ...error }) => {
    const isUpdate = operations[index as number]?.kind === 'update';
    return { ok: double(0), idx: index, n: 0, nModified: isUpdate ? 0 : undefined, ...error };
  });
  const told = booleanArgument(command, 'errorsOnly') ? failed : [...results, ...failed];
  return { ...counts, results: told.sort((a, b) => Number(a['idx']) - Number(b['idx'])) };
}

function runOperation(
  view: Overlay,
  command: Document,
  { kind, fields, collection }: { kind: string; fields: Document; collection: Collection | undefined },
  counts: Record<string, number>,
): Reply {
  const add = (name: string, number: number): number => (counts[name] = (counts[name] ?? 0) + number);
  if (kind === 'insert') {
    insertDocument(view, collection as Collection, fields.get('document') as Document, bypassesValidation(command));
    add('nInserted', 1);
    return { n: 1 };
  }
  if (kind === 'delete') {
    const limit = booleanArgument(fields, 'multi') ? 0 : 1;
    const n = runDelete(view, collection, statementOf(fields, { filter: 'q' }).set('limit', limit), command);
    add('nDeleted', n);
    return { n };
  }
  const statement = statementOf(fields, { filter: 'q', updateMods: 'u', constants: 'c' });
  const { matched, modified, upserted } = runUpdate(view, collection, statement, command);
  add('nModified', modified);
  add(upserted ? 'nUpserted' : 'nMatched', matched);
  return { n: matched, nModified: modified, upserted: upserted && { _id: upserted.get('_id') } };
}

/** The same operation in the words of `update` and `delete`. */
function statementOf(fields: Document, names: Record<string, string>): Document {
  return new Map([...fields].map(([name, value]) => [names[name] ?? name, value]));
}

export const BULK_WRITE: Commands = { bulkWrite };
