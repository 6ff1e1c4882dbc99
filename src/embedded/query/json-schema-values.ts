import { remainderDecimals, toDecimal } from '../bson/arithmetic.ts';
import { INT64_MAX, isIntegral, toBigInt, toNumber } from '../bson/number.ts';
import { compareValues, equalValues } from '../bson/order.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { rangeTest } from './comparison.ts';
import { toRegExp } from './regex.ts';
import { anyTypeTest, typeNumbersOf } from './type-test.ts';

export type SchemaTest = (value: Value) => boolean;
/** Checks the operand of a keyword and makes its test; `schema` is what stands beside it. */
export type CompileKeyword = (operand: Value, keyword: string, schema: Document) => SchemaTest;

const JSON_TYPES = new Map(
  Object.entries({
    array: 'array',
    boolean: 'bool',
    null: 'null',
    number: 'number',
    object: 'object',
    string: 'string',
  }),
);

/** The keywords that hold no schema of their own; each lets values of other types pass. */
export const VALUE_KEYWORDS: Readonly<Record<string, CompileKeyword>> = {
  title: text,
  description: text,
  type: (operand, keyword) => ofTypes(operand, keyword, (alias) => JSON_TYPES.get(alias) ?? `${alias} of JSON`),
  bsonType: (operand, keyword) => ofTypes(operand, keyword, (alias) => alias),
  enum: oneOfValues,
  minimum: (operand, keyword, schema) => limit(operand, keyword, schema.get('exclusiveMinimum') ? '$gt' : '$gte'),
  maximum: (operand, keyword, schema) => limit(operand, keyword, schema.get('exclusiveMaximum') ? '$lt' : '$lte'),
  exclusiveMinimum: flag,
  exclusiveMaximum: flag,
  multipleOf,
  ...sizes('Length', (value) => (typeof value === 'string' ? codePoints(value) : undefined)),
  ...sizes('Items', (value) => (Array.isArray(value) ? value.length : undefined)),
  ...sizes('Properties', (value) => (isDocument(value) ? value.size : undefined)),
  pattern: (operand, keyword) => {
    if (typeof operand !== 'string') throw wrongType(keyword, operand, 'a string');
    const expression = toRegExp(operand, '');
    return (value) => typeof value !== 'string' || expression.test(value);
  },
  uniqueItems: (operand, keyword) => {
    flag(operand, keyword);
    return (value) => operand === false || !Array.isArray(value) || isSet(value);
  },
  required: (operand, keyword) => {
    const wanted = namesOperand(operand, keyword);
    return (value) => !isDocument(value) || wanted.every((name) => value.has(name));
  },
};

export function always(): boolean {
  return true;
}

export function wrongType(keyword: string, operand: Value, wanted: string): MongoError {
  return new MongoError(14, `$jsonSchema keyword '${keyword}' must be ${wanted}, but found ${typeName(operand)}`);
}

/** Names of fields, each once. MongoDB reads a dotted one as a path, unlike JSON Schema: that is refused. */
export function namesOperand(operand: Value, keyword: string): string[] {
  return stringsOperand(operand, keyword).map((name) => fieldName(name, keyword));
}

export function fieldName(name: string, keyword: string): string {
  if (name === '' || name.includes('.'))
    throw notOffered(9, `'${name}' as a name in the $jsonSchema keyword '${keyword}'`);
  return name;
}

function stringsOperand(operand: Value, keyword: string): string[] {
  if (!Array.isArray(operand)) throw wrongType(keyword, operand, 'an array of strings');
  if (operand.length === 0) throw new MongoError(9, `$jsonSchema keyword '${keyword}' cannot be an empty array`);
  for (const [i, element] of operand.entries()) {
    if (typeof element !== 'string') throw wrongType(keyword, element, 'an array of strings');
    if (operand.indexOf(element) < i)
      throw new MongoError(9, `$jsonSchema keyword '${keyword}' has a duplicate value: ${element}`);
  }
  return operand as string[];
}

function text(operand: Value, keyword: string): SchemaTest {
  if (typeof operand !== 'string') throw wrongType(keyword, operand, 'a string');
  return always;
}

function flag(operand: Value, keyword: string): SchemaTest {
  if (typeof operand !== 'boolean') throw wrongType(keyword, operand, 'a boolean');
  return always;
}

function ofTypes(operand: Value, keyword: string, bsonAlias: (alias: string) => string): SchemaTest {
  const aliases = typeof operand === 'string' ? [operand] : stringsOperand(operand, keyword);
  if (aliases.includes('integer')) throw new MongoError(9, "$jsonSchema type 'integer' is not currently supported");
  return anyTypeTest(aliases.flatMap((alias) => typeNumbersOf(bsonAlias(alias))));
}

function limit(operand: Value, keyword: string, operator: '$gt' | '$gte' | '$lt' | '$lte'): SchemaTest {
  if (!isNumber(operand)) throw wrongType(keyword, operand, 'a number');
  const test = rangeTest(operator, operand, undefined);
  return (value) => !isNumber(value) || test(value);
}

function multipleOf(operand: Value, keyword: string): SchemaTest {
  if (!isNumber(operand)) throw wrongType(keyword, operand, 'a number');
  const divisor = toDecimal(operand);
  if (divisor.isZero() || divisor.negative)
    throw new MongoError(9, `$jsonSchema keyword '${keyword}' must have a positive value`);
  if (divisor.special) throw new MongoError(2, 'divisor cannot be NaN or infinite');
  return (value) => !isNumber(value) || remainderDecimals(toDecimal(value), divisor).isZero();
}

/** `minLength` and `maxLength`, and so on: limits of a size that only values of one type have. */
function sizes(name: string, sizeOf: (value: Value) => number | undefined): Record<string, CompileKeyword> {
  const bounded =
    (accepts: (size: number, bound: bigint) => boolean): CompileKeyword =>
    (operand, keyword) => {
      if (!isNumber(operand) || !isIntegral(operand) || toNumber(operand) < 0 || toBigInt(operand) > INT64_MAX)
        throw new MongoError(9, `$jsonSchema keyword '${keyword}' must be a whole number, and not negative`);
      const bound = toBigInt(operand);
      return (value) => {
        const size = sizeOf(value);
        return size === undefined || accepts(size, bound);
      };
    };
  return {
    [`min${name}`]: bounded((size, bound) => size >= bound),
    [`max${name}`]: bounded((size, bound) => size <= bound),
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _point of text) count++;
  return count;
}

function oneOfValues(operand: Value, keyword: string): SchemaTest {
  if (!Array.isArray(operand)) throw wrongType(keyword, operand, 'an array');
  if (operand.length === 0) throw new MongoError(9, `$jsonSchema keyword '${keyword}' cannot be an empty array`);
  if (!isSet(operand)) throw new MongoError(9, `$jsonSchema keyword '${keyword}' cannot contain duplicate values`);
  const choices = operand.map(inOrder);
  return (value) => choices.some((choice) => equalValues(choice, inOrder(value)));
}

/** Whether no two elements are equal, when the order of a document's fields does not count. */
function isSet(values: Value[]): boolean {
  const sorted = values.map(inOrder).sort((a, b) => compareValues(a, b));
  return sorted.every((value, i) => i === 0 || !equalValues(value, sorted[i - 1] as Value));
}

function inOrder(value: Value): Value {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isDocument(value)) return value;
  const fields = [...value].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(fields.map(([name, field]) => [name, inOrder(field)]));
}
