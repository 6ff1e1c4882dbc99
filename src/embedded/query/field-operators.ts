/** Which conditions of a field are offered, and what each tests. */
import { isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { isTrue } from '../expressions/truth.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { compileElemMatch } from './array-operators.ts';
import { equalityTest, rangeTest, type RangeOperator, type ValueTest } from './comparison.ts';
import { isOperatorDocument, type FieldTest, type Surroundings } from './field-test.ts';
import { equalityKey } from '../bson/key-encoding.ts';
import { regexTest } from './regex.ts';

type Compile = (operand: Value, surroundings: Surroundings) => FieldTest | FieldTest[] | undefined;

/** Every operator that may stand under a field name. */
export const FIELD_OPERATORS: Readonly<Record<string, Compile>> = {
  $eq: (operand) => ({ test: equalityTest(operand, false) }),
  $ne: (operand) => {
    if (operand instanceof Regex) throw new MongoError(2, "Can't have regex as arg to $ne.");
    return { test: equalityTest(operand, false), isNegated: true };
  },
  $gt: compileRange('$gt'),
  $gte: compileRange('$gte'),
  $lt: compileRange('$lt'),
  $lte: compileRange('$lte'),
  $in: (operand) => ({ test: membershipTest('$in', operand) }),
  $nin: (operand) => ({ test: membershipTest('$nin', operand), isNegated: true }),
  $not: compileNot,
  $exists: (operand) => ({ test: (value) => value !== undefined, isWhole: true, isNegated: !isTrue(operand) }),
  $elemMatch: compileElemMatch,
};

/** Operators of MongoDB's that are not offered, with its code for where they cannot be. */
const REFUSED: Readonly<Record<string, number>> = {
  $all: 2,
  $bitsAllClear: 2,
  $bitsAllSet: 2,
  $bitsAnyClear: 2,
  $bitsAnySet: 2,
  $comment: 2,
  $geoIntersects: 291,
  $geoWithin: 291,
  $mod: 2,
  $near: 291,
  $nearSphere: 291,
  $options: 2,
  $regex: 2,
  $size: 2,
  $type: 2,
  $within: 291,
};

/** The error for an operator that is not in the table. */
export function refusedOperator(name: string): MongoError {
  const code = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  return code === undefined ? new MongoError(2, `unknown operator: ${name}`) : notOffered(code, `The operator ${name}`);
}

function compileRange(operator: RangeOperator): Compile {
  return (operand, { path }) => {
    if (operand instanceof Regex) throw new MongoError(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
    return { test: rangeTest(operator, operand) };
  };
}

const LARGE_LIST = 8;

function membershipTest(operator: string, operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError(2, `${operator} needs an array`);
  for (const choice of operand)
    if (isOperatorDocument(choice)) throw new MongoError(2, `cannot nest $ under ${operator}`);
  const isPlain = (choice: Value): boolean => choice !== null && !(choice instanceof Regex);
  const plain = operand.length > LARGE_LIST ? operand.filter(isPlain) : [];
  const keys = new Set(plain.map((choice) => equalityKey(choice)));
  const others = plain.length > 0 ? operand.filter((choice) => !isPlain(choice)) : operand;
  const tests = others.map((choice) => equalityTest(choice, true));
  return (value) =>
    (keys.size > 0 && value !== undefined && keys.has(equalityKey(value))) || tests.some((test) => test(value));
}

function compileNot(operand: Value, { filter }: Surroundings): FieldTest {
  if (operand instanceof Regex) return { test: regexTest(operand), isNegated: true };
  if (!isDocument(operand)) throw new MongoError(2, '$not needs a regex or a document');
  if (operand.size === 0) throw new MongoError(2, '$not cannot be empty');
  const condition = filter(new Map([['value', requireOperators(operand)]]));
  return {
    test: (value) => condition(value === undefined ? new Map() : new Map([['value', value]])),
    isWhole: true,
    isNegated: true,
  };
}

function requireOperators(operand: Document): Document {
  for (const name of operand.keys()) if (!name.startsWith('$')) throw new MongoError(2, `unknown operator: ${name}`);
  return operand;
}
