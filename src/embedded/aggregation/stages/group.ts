/** Which documents `$group` takes for one group, and `$count` for one number. */
import { isDocument, documentOf, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { equalityKey } from '../../bson/key-encoding.ts';
import { ACCUMULATORS } from '../accumulators/table.ts';
import type { Accumulator, BeginAccumulator } from '../accumulators/accumulator.ts';
import type { Evaluate, ExpressionContext } from '../../expressions/environment.ts';
import { compileExpression } from '../../expressions/expression.ts';
import type { Room } from '../../bson/room.ts';
import type { CompileStage, Stage, Stream } from '../stage.ts';

interface GroupField {
  name: string;
  begin: BeginAccumulator;
  argument: Evaluate;
}

export const group: CompileStage = (spec, outer) => {
  const context = { isGrouped: !outer.isInFacet };
  if (!isDocument(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => groupField(name, value, context));
  return groupBy(compileExpression(id, context), fields, outer.room);
};

/** @throws MongoError for accumulators that are unknown or not offered */
function groupField(name: string, value: Value, context: ExpressionContext): GroupField {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDocument(value) || value.size === 0)
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  if (value.size !== 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  const [operator, operand] = value.entries().next().value as [string, Value];
  if (!operator.startsWith('$')) throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  if (Array.isArray(operand)) throw new MongoError(40237, `The ${operator} accumulator is a unary operator`);
  const begin = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!begin) throw new MongoError(15952, `unknown group operator '${operator}'`);
  return { name, begin, argument: compileExpression(operand, context) };
}

interface Group {
  id: Value | undefined;
  accumulators: Accumulator[];
}

/** Groups by the value of an expression; missing and null are one group, as are 1 and 1.0. */
function groupBy(id: Evaluate, fields: GroupField[], room: Room): Stage {
  return function* (input: Stream): Stream {
    const groups = new Map<string, Group>();
    for (const root of input) {
      yield undefined;
      if (!root) continue;
      const value = id(root);
      const key = equalityKey(value);
      let found = groups.get(key);
      if (!found) {
        found = { id: room.take(value), accumulators: fields.map(({ begin }) => begin(room)) };
        groups.set(room.take(key), found);
      }
      for (let i = 0; i < fields.length; i++)
        (found.accumulators[i] as Accumulator).add((fields[i] as GroupField).argument(root));
    }
    for (const { id: value, accumulators } of groups.values()) yield groupDocument(value, fields, accumulators);
  };
}

function groupDocument(id: Value | undefined, fields: GroupField[], accumulators: Accumulator[]): Document {
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
