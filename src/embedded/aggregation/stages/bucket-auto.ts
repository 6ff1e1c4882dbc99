import { coerceInteger } from '../../bson/arithmetic.ts';
import { isIntegral, toNumber } from '../../bson/number.ts';
import { compareValues } from '../../bson/order.ts';
import { isNumber } from '../../bson/types.ts';
import { documentOf, isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { compileExpression, isExpression } from '../expression.ts';
import type { CompileStage, Stream } from '../stage.ts';
import { outputFields } from './bucket.ts';
import { groupDocument } from './group.ts';

const INT32_MAX = 2_147_483_647;
const CHECKS: Readonly<Record<string, (value: Value) => void>> = {
  groupBy(value) {
    if (!isExpression(value))
      throw new MongoError(40239, "The $bucketAuto 'groupBy' field must be a $-prefixed path or an expression");
  },
  buckets(value) {
    if (!isNumber(value)) throw new MongoError(40241, "The $bucketAuto 'buckets' field must be a numeric value");
    if (!isIntegral(value) || Math.abs(toNumber(value)) > INT32_MAX)
      throw new MongoError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer");
    if (toNumber(value) <= 0) throw new MongoError(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  },
  output(value) {
    if (!isDocument(value)) throw new MongoError(40244, "The $bucketAuto 'output' field must be an object");
  },
  granularity(value) {
    if (typeof value !== 'string') throw new MongoError(40261, "The $bucketAuto 'granularity' field must be a string");
    throw notOffered(40257, "The 'granularity' of $bucketAuto");
  },
};

interface Item {
  key: Value;
  root: Document;
}

/** Groups by ranges that it chooses itself, so that all hold about as many documents. */
export const bucketAuto: CompileStage = (spec, context) => {
  if (!isDocument(spec)) throw new MongoError(40240, 'The argument to $bucketAuto must be an object');
  for (const [option, value] of spec) {
    const check = Object.hasOwn(CHECKS, option) ? CHECKS[option] : undefined;
    if (!check) throw new MongoError(40245, `Unrecognized option to $bucketAuto: ${option}`);
    check(value);
  }
  const [groupBy, buckets] = [spec.get('groupBy'), spec.get('buckets')];
  if (groupBy === undefined || !isNumber(buckets))
    throw new MongoError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  const keyOf = compileExpression(groupBy, context);
  const fields = outputFields(spec.get('output'), context);
  const { variables, collation } = context;
  const compare = (a: Item, b: Item): number => compareValues(a.key, b.key, collation?.compare);
  return function* (input: Stream): Stream {
    const items: Item[] = [];
    for (const root of input) {
      yield undefined;
      if (root) items.push({ key: keyOf({ root, variables }) ?? null, root });
    }
    items.sort(compare);
    for (const { from, to } of ranges(items, coerceInteger(buckets), compare)) {
      const accumulators = fields.map(({ begin }) => begin(context));
      for (const { root } of items.slice(from, to)) {
        fields.forEach(({ argument }, i) => accumulators[i]?.add(argument({ root, variables })));
        yield undefined;
      }
      // A bucket ends where the next one begins, and the last one with its greatest value.
      const max = (items[to] ?? items[to - 1])?.key;
      yield groupDocument(documentOf({ min: items[from]?.key, max }), fields, accumulators);
    }
  };
};

/** Cuts a sorted list into about equal parts, never between equal items. */
function* ranges<T>(
  items: readonly T[],
  count: number,
  compare: (a: T, b: T) => number,
): Iterable<{ from: number; to: number }> {
  const size = Math.max(1, Math.round(items.length / count));
  let to = 0;
  for (let bucket = 1; to < items.length; bucket++) {
    const from = to;
    to = bucket === count ? items.length : Math.min(from + size, items.length);
    while (to < items.length && compare(items[to - 1] as T, items[to] as T) === 0) to++;
    yield { from, to };
  }
}
