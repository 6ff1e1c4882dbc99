import { compareValues } from '../../bson/order.ts';
import { rankOf } from '../../bson/types.ts';
import { Code, isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { ACCUMULATORS } from '../accumulators/table.ts';
import { refuseKeyValue, type Accumulator } from '../accumulators/accumulator.ts';
import type { ExpressionContext } from '../environment.ts';
import { compileExpression, isExpression } from '../expression.ts';
import type { CompileStage, Stream } from '../stage.ts';
import { groupDocument, groupField, type GroupField } from './group.ts';

const OPTIONS = new Set(['groupBy', 'boundaries', 'default', 'output']);

/** Groups by ranges: each boundary begins a bucket, the last one ends it. */
export const bucket: CompileStage = (spec, context) => {
  if (!isDocument(spec)) throw new MongoError(40201, 'Argument to $bucket stage must be an object');
  for (const [field, value] of spec) {
    if (!OPTIONS.has(field)) throw new MongoError(40197, `Unrecognized option to $bucket: ${field}`);
    if (field === 'boundaries' && !Array.isArray(value))
      throw new MongoError(40200, "The $bucket 'boundaries' field must be an array");
    if (field === 'output' && !isDocument(value))
      throw new MongoError(40196, "The $bucket 'output' field must be an object");
  }
  const { groupBy, boundaries, fallback } = parseBuckets(spec, context);
  const place = compileExpression(groupBy, context);
  const fields = outputFields(spec.get('output'), context);
  return function* (input: Stream): Stream {
    const buckets = new Map<Value, Accumulator[]>();
    for (const root of input) {
      yield undefined;
      if (!root) continue;
      const environment = { root, variables: context.variables };
      const id = bucketOf(place(environment), boundaries, fallback);
      let accumulators = buckets.get(id);
      if (!accumulators) buckets.set(id, (accumulators = fields.map(({ begin }) => begin(context))));
      accumulators.forEach((accumulator, i) => accumulator.add(fields[i]?.argument(environment)));
    }
    const ids = [...buckets.keys()].sort((a, b) => compareValues(a, b));
    for (const id of ids) yield groupDocument(id, fields, buckets.get(id) as Accumulator[]);
  };
};

function parseBuckets(
  spec: Document,
  context: ExpressionContext,
): { groupBy: Value; boundaries: Value[]; fallback: Value | undefined } {
  const groupBy = spec.get('groupBy');
  const given = spec.get('boundaries');
  if (groupBy === undefined || given === undefined)
    throw new MongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!isExpression(groupBy))
    throw new MongoError(40202, "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression");
  if (!Array.isArray(given) || given.length < 2)
    throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const boundaries = given.map((boundary) => constant(boundary, context, 40191));
  boundaries.forEach((boundary, i) => {
    const previous = boundaries[i - 1];
    if (previous === undefined) return;
    if (rankOf(previous) !== rankOf(boundary))
      throw new MongoError(40193, "All values in the the 'boundaries' option to $bucket must have the same type");
    if (compareValues(previous, boundary) >= 0)
      throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  });
  const otherwise = spec.get('default');
  const fallback = otherwise === undefined ? undefined : constant(otherwise, context, 40195);
  if (fallback !== undefined && isWithin(fallback, boundaries))
    throw new MongoError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary",
    );
  return { groupBy, boundaries, fallback };
}

function constant(expression: Value, context: ExpressionContext, code: number): Value {
  if (typeof expression === 'string' && expression.startsWith('$'))
    throw new MongoError(code, '$bucket takes constant values here');
  refuseKeyValue(expression);
  if (expression instanceof Code) throw notOffered(code, 'Code as a constant');
  return compileExpression(expression, context)({ root: new Map(), variables: new Map() }) ?? null;
}

function isWithin(value: Value, boundaries: Value[]): boolean {
  return compareValues(value, boundaries[0] as Value) >= 0 && compareValues(value, boundaries.at(-1) as Value) < 0;
}

function bucketOf(value: Value | undefined, boundaries: Value[], fallback: Value | undefined): Value {
  if (value !== undefined && isWithin(value, boundaries))
    return boundaries.findLast((boundary) => compareValues(boundary, value) <= 0) as Value;
  if (fallback === undefined)
    throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  return fallback;
}

/** The accumulators of `output`, or a count. */
export function outputFields(output: Value | undefined, context: ExpressionContext): GroupField[] {
  if (output === undefined) return [{ name: 'count', begin: ACCUMULATORS.$count, argument: () => 1 }];
  const fields = output as Document;
  if (fields.has('_id')) throw new MongoError(15948, "a group's _id may only be specified once");
  return [...fields].map(([name, value]) => groupField(name, value, context));
}
