import { compareValues, type StringOrder } from '../bson/order.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { integer, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { counting, selectFields, type Breathing } from '../query/executor.ts';
import { compileFilter } from '../query/filter.ts';
import { walkPath } from '../query/paths.ts';
import { collectionName, missingField } from './arguments.ts';
import type { Command, Commands } from './command.ts';
import { drain } from './cursors.ts';
import { selectionOf } from './find.ts';
import { timeLimitOf } from './time-limit.ts';

const count: Command = {
  arguments: { query: 'document', limit: 'number', skip: 'number', hint: 'any', collation: 'document', fields: 'any' },
  async run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'count')}`);
    const selection = selectionOf(withPositiveLimit(command), context, collection, 'query');
    if (!collection) {
      compileFilter(selection.filter, selection);
      return { n: 0 };
    }
    if (selection.filter.size > 0 || selection.hint !== undefined)
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
  arguments: { key: 'string', query: 'document', collation: 'document', hint: 'any' },
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
    return {
      values: await distinctValues(
        selectFields(context.view, collection, selection, new Set([key.split('.', 1)[0] as string])),
        key.split('.'),
        selection.collation?.compare,
        timeLimitOf(command),
      ),
    };
  },
};

async function distinctValues(
  documents: Breathing<Document>,
  steps: string[],
  strings: StringOrder | undefined,
  timeLimit: number,
): Promise<Value[]> {
  const values: Value[] = [];
  for (const document of await drain(documents, timeLimit))
    walkPath(document, steps, 0, (value) => {
      if (Array.isArray(value)) values.push(...value);
      else if (value !== undefined) values.push(value);
      return false;
    });
  values.sort((a, b) => compareValues(a, b, strings));
  return values.filter((value, i) => i === 0 || compareValues(values[i - 1] as Value, value, strings) !== 0);
}

export const COUNT: Commands = { count, distinct };
