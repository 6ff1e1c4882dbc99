import { Room } from '../aggregation/room.ts';
import { compareValues } from '../bson/order.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { integer, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { firstOfEquals, type Collation } from '../query/collation.ts';
import { counting, selectFields, type Breathing } from '../query/executor.ts';
import { compileFilter } from '../query/filter.ts';
import { walkPath } from '../query/paths.ts';
import { sortInSteps } from '../query/sorting.ts';
import { equalityKey } from '../storage/key-encoding.ts';
import { collectionName, missingField } from './arguments.ts';
import type { Command, Commands } from './command.ts';
import { drain } from './cursors.ts';
import { selectionOf } from './find.ts';
import { timeLimitOf } from './time-limit.ts';

const count: Command = {
  arguments: { query: 'document', limit: 'number', skip: 'number', collation: 'document' },
  async run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'count')}`);
    const selection = selectionOf(withPositiveLimit(command), context, collection, 'query');
    if (!collection) {
      compileFilter(selection.filter, selection);
      return { n: 0 };
    }
    if (selection.filter.size > 0)
      return { n: (await drain(counting(context.view, collection, selection), timeLimitOf(command))).length };
    const { skip = 0, limit = 0 } = selection;
    const rest = Math.max(0, collection.count - skip);
    return { n: integer(limit > 0 ? Math.min(rest, limit) : rest) };
  },
};

/** A negative limit counts like a positive one. @throws MongoError for null, which other commands let pass */
function withPositiveLimit(command: Document): Document {
  const limit = command.get('limit');
  if (limit === null) throw new MongoError(2, "'limit' may not be null");
  return isNumber(limit) && toNumber(limit) < 0 ? new Map(command).set('limit', -toNumber(limit)) : command;
}

const distinct: Command = {
  arguments: { key: 'string', query: 'document', collation: 'document' },
  mayBeInTransaction: true,
  async run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'distinct')}`);
    const key = command.get('key');
    if (typeof key !== 'string') throw missingField('distinct.key');
    if (key.includes('\0')) throw new MongoError(2, 'Key field cannot contain an embedded null byte');
    const selection = selectionOf(command, context, collection, 'query');
    if (!collection) {
      compileFilter(selection.filter, selection);
      return { values: [] };
    }
    const root = new Set([key.split('.', 1)[0] as string]);
    const documents = selectFields(context.view, collection, selection, root);
    const values = distinctValues(documents, key.split('.'), selection.collation);
    return { values: await drain(values, timeLimitOf(command)) };
  },
};

/** Values that are in the answer, which is one document. */
const MOST_DISTINCT_BYTES = 16 * 1024 * 1024;

/** Each value once, in order; a breath now and then. */
function* distinctValues(
  documents: Breathing<Document>,
  steps: string[],
  collation: Collation | undefined,
): Breathing<Value> {
  const values = new Map<string, Value>();
  const room = new Room(MOST_DISTINCT_BYTES, 17217);
  const fold = collation && firstOfEquals(collation);
  const add = (value: Value): void => {
    const key = equalityKey(value, fold);
    if (!values.has(key)) values.set(key, room.take(value));
  };
  for (const document of documents) {
    yield undefined;
    if (!document) continue;
    walkPath(document, steps, 0, (value) => {
      if (Array.isArray(value)) value.forEach(add);
      else if (value !== undefined) add(value);
      return false;
    });
  }
  const strings = collation?.compare;
  const sorted = yield* sortInSteps([...values.values()], (a, b) => compareValues(a, b, strings));
  yield* sorted;
}

export const COUNT: Commands = { count, distinct };
