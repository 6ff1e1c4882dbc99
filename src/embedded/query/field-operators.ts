import { toBigInt, toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { isTrue } from '../aggregation/truth.ts';
import { MongoError, notOffered } from '../errors.ts';
import { compileAll, compileElemMatch, sizeTest } from './array-operators.ts';
import { bitTest } from './bits.ts';
import { equalityTest, rangeTest, type RangeOperator, type ValueTest } from './comparison.ts';
import { isOperatorDocument, type FieldTest, type FilterContext, type Surroundings } from './field-test.ts';
import { regexTest } from './regex.ts';
import { typeTest } from './type-test.ts';

type Compile = (operand: Value, surroundings: Surroundings) => FieldTest | FieldTest[] | undefined;

/** Every operator that may stand under a field name. */
export const FIELD_OPERATORS: Readonly<Record<string, Compile>> = {
  $eq: (operand, { context }) => ({ test: equalityTest(operand, context.collation, false) }),
  $ne: (operand, { context }) => {
    if (operand instanceof Regex) throw new MongoError(2, "Can't have regex as arg to $ne.");
    return { test: equalityTest(operand, context.collation, false), isNegated: true };
  },
  $gt: compileRange('$gt'),
  $gte: compileRange('$gte'),
  $lt: compileRange('$lt'),
  $lte: compileRange('$lte'),
  $in: (operand, { context }) => ({ test: membershipTest('$in', operand, context) }),
  $nin: (operand, { context }) => ({ test: membershipTest('$nin', operand, context), isNegated: true }),
  $not: compileNot,
  $exists: (operand) => ({ test: (value) => value !== undefined, isWhole: true, isNegated: !isTrue(operand) }),
  $type: (operand) => ({ test: typeTest(operand) }),
  $regex: compileRegex,
  $options: (_operand, { condition }) => {
    if (!condition.has('$regex')) throw new MongoError(2, '$options needs a $regex');
    return undefined;
  },
  $mod: (operand) => ({ test: modTest(operand) }),
  $size: (operand) => ({ test: sizeTest(operand), isWhole: true }),
  $all: compileAll,
  $elemMatch: compileElemMatch,
  $bitsAllSet: (operand) => ({ test: bitTest('$bitsAllSet', operand) }),
  $bitsAnySet: (operand) => ({ test: bitTest('$bitsAnySet', operand) }),
  $bitsAllClear: (operand) => ({ test: bitTest('$bitsAllClear', operand) }),
  $bitsAnyClear: (operand) => ({ test: bitTest('$bitsAnyClear', operand) }),
  $comment: () => undefined,
  $near: refuseGeo('$near'),
  $nearSphere: refuseGeo('$nearSphere'),
  $geoWithin: refuseGeo('$geoWithin'),
  $geoIntersects: refuseGeo('$geoIntersects'),
  $within: refuseGeo('$within'),
};

function refuseGeo(operator: string): Compile {
  return () => {
    throw notOffered(291, `${operator} (geospatial queries)`);
  };
}

function compileRange(operator: RangeOperator): Compile {
  return (operand, { path, context }) => {
    if (operand instanceof Regex) throw new MongoError(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
    return { test: rangeTest(operator, operand, context.collation) };
  };
}

const LARGE_LIST = 8;

function membershipTest(operator: string, operand: Value, { collation }: FilterContext): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError(2, `${operator} needs an array`);
  for (const choice of operand)
    if (isOperatorDocument(choice)) throw new MongoError(2, `cannot nest $ under ${operator}`);
  const texts =
    operand.length > LARGE_LIST && !collation
      ? new Set(operand.filter((choice) => typeof choice === 'string'))
      : undefined;
  const others = texts ? operand.filter((choice) => typeof choice !== 'string') : operand;
  const tests = others.map((choice) => equalityTest(choice, collation, true));
  return (value) => (typeof value === 'string' && texts?.has(value) === true) || tests.some((test) => test(value));
}

function compileNot(operand: Value, { context, filter }: Surroundings): FieldTest {
  if (operand instanceof Regex) return { test: regexTest(operand), isNegated: true };
  if (!isDocument(operand)) throw new MongoError(2, '$not needs a regex or a document');
  if (operand.size === 0) throw new MongoError(2, '$not cannot be empty');
  const condition = filter(new Map([['value', requireOperators(operand)]]), context);
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

function compileRegex(operand: Value, { condition }: Surroundings): FieldTest {
  const options = condition.get('$options');
  if (options !== undefined && typeof options !== 'string') throw new MongoError(2, '$options has to be a string');
  if (operand instanceof Regex) {
    if (options !== undefined && operand.options !== '')
      throw new MongoError(51075, 'options set in both $regex and $options');
    return { test: regexTest(new Regex(operand.pattern, options ?? operand.options)) };
  }
  if (typeof operand !== 'string') throw new MongoError(2, '$regex has to be a string');
  return { test: regexTest(new Regex(operand, options ?? '')) };
}

function modTest(operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError(2, 'malformed mod, needs to be an array');
  if (operand.length !== 2)
    throw new MongoError(2, `malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = operand.map((part, i) => modOperand(part, i === 0 ? 'divisor' : 'remainder')) as [
    bigint,
    bigint,
  ];
  if (divisor === 0n) throw new MongoError(2, 'divisor cannot be 0');
  return (value) => isNumber(value) && Number.isFinite(toNumber(value)) && toBigInt(value) % divisor === remainder;
}

function modOperand(part: Value, role: string): bigint {
  if (!isNumber(part)) {
    if (role === 'remainder') return 0n;
    throw new MongoError(2, `malformed mod, ${role} not a number`);
  }
  if (!Number.isFinite(toNumber(part)))
    throw new MongoError(
      2,
      `malformed mod, ${role} value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type`,
    );
  return toBigInt(part);
}
