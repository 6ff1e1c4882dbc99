/** How many documents a collection has, and which values a field. */
import { Room } from '../bson/room.ts';
import { compareValues } from '../bson/order.ts';
import { integer, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { selectFields, type Breathing } from '../plans/executor.ts';
import { compileFilter } from '../query/filter.ts';
import { walkPath } from '../bson/paths.ts';
import { sortInSteps } from '../query/sorting.ts';
import { equalityKey } from '../bson/key-encoding.ts';
import { collectionName, missingField } from './arguments.ts';
import type { Command, Commands } from './command.ts';
import { drain } from './cursors.ts';
import { selectionOf } from './find.ts';
import { timeLimitOf } from './time-limit.ts';

/** How many documents a collection has, as the catalogue knows it: a number of those that match is an aggregate's. */
const count: Command = {
  arguments: {},
  run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'count')}`);
    return { n: integer(collection?.count ?? 0) };
  },
};

const distinct: Command = {
  arguments: { key: 'string', query: 'document' },
  mayBeInTransaction: true,
  async run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'distinct')}`);
    const key = command.get('key');
    if (typeof key !== 'string') throw missingField('distinct.key');
    if (key.includes('\0')) throw new MongoError(2, 'Key field cannot contain an embedded null byte');
    const selection = selectionOf(command, context, 'query');
    if (!collection) {
      compileFilter(selection.filter);
      return { values: [] };
    }
    const root = new Set([key.split('.', 1)[0] as string]);
    const documents = selectFields(context.view, collection, selection, root);
    const values = distinctValues(documents, key.split('.'));
    return { values: await drain(values, timeLimitOf(command)) };
  },
};

/** Values that are in the answer, which is one document. */
const MOST_DISTINCT_BYTES = 16 * 1024 * 1024;

/** Each value once, in order; a breath now and then. */
function* distinctValues(documents: Breathing<Document>, steps: string[]): Breathing<Value> {
  const values = new Map<string, Value>();
  const room = new Room(MOST_DISTINCT_BYTES, 17217);
  const add = (value: Value): void => {
    const key = equalityKey(value);
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
  const sorted = yield* sortInSteps([...values.values()], compareValues);
  yield* sorted;
}

export const COUNT: Commands = { count, distinct };
