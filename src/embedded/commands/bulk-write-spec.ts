import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { refuseInvalidNamespace } from '../storage/namespace.ts';
import { databaseOf, INTERNAL_DATABASES } from '../storage/collection.ts';
import { checkFields, missingField, type ArgumentTypes } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { hintOf } from './find.ts';
import { refuseBatchSize } from './insert.ts';

const CHANGE: ArgumentTypes = { filter: 'document', multi: 'bool', hint: 'any', collation: 'document' };
/** The operations by the field that names their namespace, with the fields that each must have. */
const KINDS: Readonly<Record<string, { fields: ArgumentTypes; required: string[] }>> = {
  insert: { fields: { document: 'document' }, required: ['document'] },
  update: {
    fields: {
      ...CHANGE,
      updateMods: 'any',
      upsert: 'bool',
      arrayFilters: 'array',
      constants: 'document',
    },
    required: ['filter', 'updateMods'],
  },
  delete: { fields: CHANGE, required: ['filter'] },
};

/** One of the `ops` of bulkWrite. */
export interface Operation {
  kind: string;
  /** Which namespace it goes to, by its place in `nsInfo`. */
  target: number;
  fields: Document;
}

/** One of the namespaces that bulkWrite names. */
export interface Target {
  namespace: string;
  uuid: Value | undefined;
}

/** @throws MongoError for malformed namespaces, and for the server's own in a transaction */
export function targetsOf(command: Document, { transaction }: CommandContext): Target[] {
  const entries = command.get('nsInfo') ?? null;
  if (!Array.isArray(entries)) throw missingField('bulkWrite.nsInfo');
  const targets = entries.map((entry): Target => {
    if (!isDocument(entry)) throw new MongoError(14, "BSON field 'bulkWrite.nsInfo' must hold objects");
    checkFields(entry, 'bulkWrite.nsInfo', { ns: 'string', collectionUUID: 'uuid' }, ['ns']);
    const namespace = entry.get('ns') as string;
    refuseInvalidNamespace(namespace);
    if (transaction && INTERNAL_DATABASES.has(databaseOf(namespace)))
      throw new MongoError(263, `Cannot run 'bulkWrite' on ${namespace} in a multi-document transaction.`);
    return { namespace, uuid: entry.get('collectionUUID') ?? undefined };
  });
  if (new Set(targets.map(({ namespace }) => namespace)).size < targets.length)
    throw new MongoError(2, 'nsInfo names a namespace twice');
  return targets;
}

/** @throws MongoError for malformed operations, before any of them has run */
export function operationsOf(command: Document, targetCount: number): Operation[] {
  const operations = command.get('ops') ?? null;
  if (!Array.isArray(operations)) throw missingField('bulkWrite.ops');
  refuseBatchSize(operations);
  return operations.map((fields) => operationOf(fields, targetCount));
}

function operationOf(fields: Value, targetCount: number): Operation {
  if (!isDocument(fields)) throw new MongoError(14, "BSON field 'bulkWrite.ops' must hold objects");
  const [kind = ''] = fields.keys();
  const shape = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!shape) throw new MongoError(40415, `BSON field 'bulkWrite.ops.${kind}' is an unknown field.`);
  checkFields(fields, 'bulkWrite.ops', { ...shape.fields, [kind]: 'number' }, [kind, ...shape.required]);
  const place = fields.get(kind);
  const target = isNumber(place) ? Math.trunc(toNumber(place)) : -1;
  if (!(target >= 0 && target < targetCount))
    throw new MongoError(2, `BulkWrite ops entry has an invalid nsInfo index: ${target}`);
  hintOf(fields.get('hint'));
  const change = fields.get('updateMods');
  if (kind === 'update' && !isDocument(change) && !Array.isArray(change))
    throw new MongoError(9, 'Update argument must be either an object or an array');
  return { kind, target, fields };
}
