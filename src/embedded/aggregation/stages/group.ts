import { firstOfEquals } from '../../query/collation.ts';
import { isIntegral, toBigInt } from '../../bson/number.ts';
import { isNumber } from '../../bson/types.ts';
import { Decimal128, isDocument, documentOf, isInt32, type Document, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { encodeKey } from '../../storage/key-encoding.ts';
import { ACCUMULATORS, isAccumulator } from '../accumulators/table.ts';
import { SEVERAL } from '../accumulators/several.ts';
import { refuseKeyValue, type Accumulator, type BeginAccumulator } from '../accumulators/accumulator.ts';
import type { Evaluate, ExpressionContext } from '../environment.ts';
import { compileExpression, isExpression } from '../expression.ts';
import type { CompileStage, PipelineContext, Stage, Stream } from '../stage.ts';

export interface GroupField {
  name: string;
  begin: BeginAccumulator;
  argument: Evaluate;
}

export const group: CompileStage = (spec, outer) => {
  const context = { ...outer, isGrouped: !outer.depth && !outer.isInFacet };
  if (!isDocument(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => groupField(name, value, context));
  return groupBy(compileExpression(id, context), fields, context);
};

/** @throws MongoError for accumulators that are unknown or not offered */
export function groupField(name: string, value: Value, context: ExpressionContext): GroupField {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDocument(value) || value.size === 0)
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  if (value.size !== 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  const [operator, operand] = value.entries().next().value as [string, Value];
  if (!operator.startsWith('$')) throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  if (Array.isArray(operand)) throw new MongoError(40237, `The ${operator} accumulator is a unary operator`);
  if (Object.hasOwn(SEVERAL, operator)) return { name, ...SEVERAL[operator]!(operand, context, operator) };
  if (!isAccumulator(operator))
    throw operator === '$accumulator'
      ? notOffered(15952, '$accumulator (server-side JavaScript)')
      : new MongoError(15952, `unknown group operator '${operator}'`);
  if (operator === '$count') {
    if (!isDocument(operand)) throw new MongoError(14, '$count takes an object');
    if (operand.size > 0) throw new MongoError(9, '$count takes no arguments, i.e. $count:{}');
    return { name, begin: ACCUMULATORS.$count, argument: () => 1 };
  }
  refuseKeyValue(operand);
  return {
    name,
    begin: ACCUMULATORS[operator],
    argument: compileExpression(operand, context),
  };
}

interface Group {
  id: Value | undefined;
  accumulators: Accumulator[];
}

/** Groups by the value of an expression; missing and null are one group, as are 1 and 1.0. */
export function groupBy(id: Evaluate, fields: GroupField[], context: PipelineContext): Stage {
  const { variables, collation } = context;
  return function* (input: Stream): Stream {
    const groups = new Map<string, Group>();
    const fold = collation && firstOfEquals(collation);
    for (const root of input) {
      yield undefined;
      if (!root) continue;
      const environment = { root, variables };
      const value = id(environment);
      const key = groupKey(value, fold);
      let found = groups.get(key);
      if (!found) groups.set(key, (found = { id: value, accumulators: fields.map(({ begin }) => begin(context)) }));
      for (let i = 0; i < fields.length; i++)
        (found.accumulators[i] as Accumulator).add((fields[i] as GroupField).argument(environment));
    }
    for (const { id: value, accumulators } of groups.values()) yield groupDocument(value, fields, accumulators);
  };
}

/** Equal values have equal keys; numbers and strings, which most groups are by, have short ones. */
function groupKey(value: Value | undefined, fold: ((text: string) => string) | undefined): string {
  if (typeof value === 'string') return `s${fold ? fold(value) : value}`;
  if (isInt32(value)) return `n${value}`;
  if (isNumber(value) && !(value instanceof Decimal128) && isIntegral(value)) return `n${toBigInt(value)}`;
  // A decimal with a larger exponent equals no number of another type, zero excepted.
  if (value instanceof Decimal128 && isIntegral(value) && (value.exponent <= 40 || value.isZero()))
    return `n${toBigInt(value)}`;
  return encodeKey(value ?? null, fold).toString('latin1');
}

export function groupDocument(id: Value | undefined, fields: GroupField[], accumulators: Accumulator[]): Document {
  const document: Document = new Map([['_id', id ?? null]]);
  fields.forEach(({ name }, i) => document.set(name, accumulators[i]?.finish() ?? null));
  return document;
}

export const countStage: CompileStage = (spec) => {
  if (typeof spec !== 'string') throw new MongoError(40156, 'the count field must be a non-empty string');
  if (spec === '_id') throw new MongoError(9039800, "the count field cannot be '_id'");
  if (spec === '') throw new MongoError(40157, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('\0')) throw new MongoError(40159, 'the count field cannot contain a null byte');
  if (spec.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* (input: Stream): Stream {
    let count = 0;
    for (const document of input) {
      if (document) count++;
      yield undefined;
    }
    if (count > 0) yield documentOf({ [spec]: count });
  };
};

export const sortByCount: CompileStage = (spec, context) => {
  if (!isExpression(spec))
    throw new MongoError(
      typeof spec === 'string' ? 40148 : isDocument(spec) ? 40147 : 40149,
      'the sortByCount field must be defined as a $-prefixed path or an expression',
    );
  const counted = groupBy(
    compileExpression(spec, context),
    [{ name: 'count', begin: ACCUMULATORS.$count, argument: () => 1 }],
    context,
  );
  return function* (input: Stream): Stream {
    const groups: Document[] = [];
    for (const document of counted(input)) {
      if (document) groups.push(document);
      else yield undefined;
    }
    yield* groups.sort((a, b) => Number(b.get('count')) - Number(a.get('count')));
  };
};
