import { typeName, typeNameOrMissing } from '../../bson/types.ts';
import { documentOf, isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { fieldOperands, withArguments, withValues, type Operator, type Operators } from './operator.ts';

const mergeObjects: Operator = withArguments(0, Infinity, (values, name) => {
  const merged: Document = new Map();
  const [only] = values;
  for (const value of values.length === 1 && Array.isArray(only) ? only : values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      throw new MongoError(40400, `${name} requires object inputs, but input is of type ${typeName(value)}`);
    for (const [key, field] of value) merged.set(key, field);
  }
  return merged;
});

const objectToArray: Operator = withValues(1, 1, ([value], name) => {
  if (!isDocument(value))
    throw new MongoError(40390, `${name} requires a document input, found: ${typeNameOrMissing(value)}`);
  return [...value].map(([k, v]) => documentOf({ k, v }));
});

const arrayToObject: Operator = withValues(1, 1, ([value], name) => {
  if (!Array.isArray(value))
    throw new MongoError(40386, `${name} requires an array input, found: ${typeNameOrMissing(value)}`);
  const [first] = value;
  if (first !== undefined && !Array.isArray(first) && !isDocument(first))
    throw new MongoError(40398, `Unrecognised input type format for ${name}: ${typeName(first)}`);
  return new Map(value.map((entry) => (Array.isArray(first) ? pairEntry(entry, name) : documentEntry(entry, name))));
});

function pairEntry(entry: Value, name: string): [string, Value] {
  if (!Array.isArray(entry))
    throw new MongoError(
      40396,
      `${name} requires a consistent input format. Elements must all be arrays or all be objects.`,
    );
  if (entry.length !== 2)
    throw new MongoError(40397, `${name} requires an array of size 2 arrays, found array of size: ${entry.length}`);
  return [requireKey(entry[0], 40395, name), entry[1] as Value];
}

function documentEntry(entry: Value, name: string): [string, Value] {
  if (!isDocument(entry))
    throw new MongoError(
      40391,
      `${name} requires a consistent input format. Elements must all be arrays or all be objects.`,
    );
  if (entry.size !== 2)
    throw new MongoError(
      40392,
      `${name} requires an object keys of 'k' and 'v'. Found incorrect number of keys: ${entry.size}`,
    );
  if (!entry.has('k') || !entry.has('v'))
    throw new MongoError(40393, `${name} requires an object with keys 'k' and 'v'.`);
  return [requireKey(entry.get('k'), 40394, name), entry.get('v') as Value];
}

function requireKey(key: Value | undefined, code: number, name: string): string {
  if (typeof key !== 'string')
    throw new MongoError(
      code,
      `${name} requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeNameOrMissing(key)}`,
    );
  if (key.includes('\0'))
    throw new MongoError(code === 40394 ? 4940401 : 4940400, `Key field cannot contain an embedded null byte`);
  return key;
}

const getField: Operator = (operand, compile, context) => {
  const isFull = isDocument(operand) && !firstKey(operand)?.startsWith('$');
  const { field, input } = isFull
    ? fieldOperands(
        operand,
        { required: ['field', 'input'], codes: { unknown: 3041701, missing: 3041702 } },
        '$getField',
      )
    : { field: operand, input: '$$CURRENT' };
  const nameOf = compile(field as Value, context);
  const source = compile(input as Value, context);
  return (environment) => {
    const name = nameOf(environment);
    if (typeof name !== 'string')
      throw new MongoError(
        3041704,
        `$getField requires 'field' to evaluate to type String, but got ${typeNameOrMissing(name)}`,
      );
    const value = source(environment);
    if (isDocument(value)) return value.get(name);
    return value === null ? null : undefined;
  };
};

function firstKey(document: Document): string | undefined {
  return document.keys().next().value;
}

const setField: Operator = (operand, compile, context, name) => {
  const isUnset = name === '$unsetField';
  const { field, input, value } = fieldOperands(
    operand,
    {
      required: isUnset ? ['field', 'input'] : ['field', 'input', 'value'],
      codes: { notObject: 4161100, unknown: 4161101, missing: isUnset ? 4161109 : 4161102 },
    },
    name,
  );
  const key = literalString(field as Value);
  const source = compile(input as Value, context);
  const replacement = isUnset ? () => undefined : compile(value as Value, context);
  return (environment) => {
    const document = source(environment);
    if (isNullish(document)) return null;
    if (!isDocument(document)) throw new MongoError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const next = replacement(environment);
    const changed = new Map(document);
    if (next === undefined) changed.delete(key);
    else changed.set(key, next);
    return changed;
  };
};

function literalString(field: Value): string {
  const wrapped = isDocument(field) && field.size === 1 ? (field.get('$literal') ?? field.get('$const')) : undefined;
  const literal = wrapped ?? field;
  if (typeof literal === 'string' && literal.includes('\0'))
    throw new MongoError(9534700, "$setField requires 'field' to have no embedded null byte");
  if (typeof literal !== 'string')
    throw new MongoError(4161106, `$setField requires 'field' to evaluate to a constant string`);
  if (literal === field && literal.startsWith('$'))
    throw new MongoError(4161108, `'$setField' requires 'field' to evaluate to a constant, but got a path`);
  return literal;
}

export const OBJECT: Operators = {
  $arrayToObject: arrayToObject,
  $getField: getField,
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $setField: setField,
  $unsetField: setField,
};
