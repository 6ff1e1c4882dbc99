import { isIntegral, toNumber } from '../../bson/number.ts';
import { isNumber, TYPE_NUMBERS, typeName, typeNameOrMissing, type TypeName } from '../../bson/types.ts';
import { Binary, isDocument, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import {
  toBool,
  toDate,
  toDecimalValue,
  toDouble,
  toInt,
  toLong,
  toObjectId,
  toText,
  type Convert,
} from './conversions.ts';
import { fieldOperands, withArguments, type Operator, type Operators } from './operator.ts';

const CONVERSIONS: Partial<Record<TypeName, Convert>> = {
  string: toText,
  bool: toBool,
  int: toInt,
  long: toLong,
  double: toDouble,
  decimal: toDecimalValue,
  date: toDate,
  objectId: toObjectId,
};

function conversionTo(target: TypeName): Operator {
  const convert = CONVERSIONS[target] as Convert;
  return withArguments(1, 1, ([value]) => (isNullish(value) ? null : convert(value)), 50723);
}

const OPTIONS = ['onError', 'onNull', 'format', 'byteOrder'];

const convertTo: Operator = (operand, compile, context) => {
  const args = fieldOperands(operand, { required: ['input', 'to'], optional: OPTIONS }, '$convert');
  const input = compile(args['input'] as Value, context);
  const to = compile(args['to'] as Value, context);
  const onError = args['onError'] === undefined ? undefined : compile(args['onError'], context);
  const onNull = args['onNull'] === undefined ? undefined : compile(args['onNull'], context);
  const format = compile(args['format'] ?? null, context);
  const byteOrder = compile(args['byteOrder'] ?? null, context);
  return (environment) => {
    const target = to(environment);
    const { name, subtype } = isNullish(target) ? {} : targetType(target);
    const value = input(environment);
    if (isNullish(value)) return onNull ? onNull(environment) : null;
    if (name === undefined) return null;
    if (subtype !== undefined) refuseSubtype(subtype);
    refuseOptions(format(environment), byteOrder(environment));
    refuseBinary(value, name, format(environment));
    try {
      const convert = CONVERSIONS[name];
      if (!convert) throw new MongoError(241, `Unsupported conversion to ${name}`);
      return convert(value);
    } catch (error) {
      if (onError && error instanceof MongoError && error.code === 241) return onError(environment);
      throw error;
    }
  };
};

/** The type that `to` asks for, as a name or a number, or as a document with the subtype of binary data. */
function targetType(target: Value): { name?: TypeName; subtype?: Value } {
  if (isDocument(target)) {
    const { type, subtype } = fieldOperands(target, { required: ['type'], optional: ['subtype'] }, '$convert.to');
    return { ...targetType(type as Value), ...(subtype === undefined ? {} : { subtype }) };
  }
  const name =
    typeof target === 'string'
      ? target
      : isNumber(target)
        ? Object.entries(TYPE_NUMBERS).find(([, number]) => number === toNumber(target))?.[0]
        : undefined;
  if (name === undefined)
    throw new MongoError(9, `$convert's 'to' argument must be a string or number, but is ${typeName(target)}`);
  if (!Object.hasOwn(TYPE_NUMBERS, name)) throw new MongoError(2, `Unknown type name: ${name}`);
  return { name: name as TypeName };
}

const MAX_SUBTYPE = 255;
const FIRST_USER_SUBTYPE = 128;
const LAST_KNOWN_SUBTYPE = 9;

/** @throws MongoError for what is no subtype of binary data */
function refuseSubtype(subtype: Value): void {
  if (!isNumber(subtype))
    throw new MongoError(4341108, `$convert's 'subtype' must be a number, not ${typeName(subtype)}`);
  const number = toNumber(subtype);
  if (!isIntegral(subtype)) throw new MongoError(4341106, "$convert's 'subtype' must be a whole number");
  const isKnown =
    number >= 0 && (number <= LAST_KNOWN_SUBTYPE || number >= FIRST_USER_SUBTYPE) && number <= MAX_SUBTYPE;
  if (!isKnown) throw new MongoError(4341107, `In $convert, ${number} is no subtype of binary data`);
}

const FORMATS = new Set(['auto', 'base64', 'base64url', 'hex', 'utf8', 'uuid']);
const BYTE_ORDERS = new Set(['big', 'little']);
/** Types that MongoDB converts to and from binary data. */
const IN_BYTES = new Set<TypeName>(['binData', 'double', 'int', 'long', 'string']);
/** How many bytes may stand for a number; any other binary data is not convertible at all. */
const SIZES: Partial<Record<TypeName, number[]>> = { double: [4, 8], int: [1, 2, 4], long: [1, 2, 4, 8] };

/** @throws MongoError for what is no `format` or `byteOrder`, whether or not the conversion has a use for it */
function refuseOptions(format: Value | undefined, order: Value | undefined): void {
  if (!isNullish(format) && typeof format !== 'string')
    throw new MongoError(4341114, `$convert's 'format' must be a string, not ${typeName(format)}`);
  if (!isNullish(format) && !FORMATS.has(format))
    throw new MongoError(4341125, `Invalid 'format' in $convert: ${format}`);
  if (!isNullish(order) && typeof order !== 'string')
    throw new MongoError(9130001, `$convert's 'byteOrder' must be a string, not ${typeName(order)}`);
  if (!isNullish(order) && !BYTE_ORDERS.has(order))
    throw new MongoError(9130002, `Invalid 'byteOrder' in $convert: ${order}`);
}

/** Binary data is not converted, which `onError` does not catch: MongoDB would convert it. */
function refuseBinary(value: Value, target: TypeName, format: Value | undefined): void {
  const pair = [typeName(value), target] as const;
  if (!pair.includes('binData') || !pair.every((type) => IN_BYTES.has(type))) return;
  if (value instanceof Binary && SIZES[target]?.includes(value.bytes.length) === false) return;
  if (isNullish(format) && pair.includes('string'))
    throw new MongoError(4341115, "$convert between strings and binary data needs a 'format'");
  throw notOffered(9, 'The conversion of binary data');
}

export const CONVERSION: Operators = {
  $convert: convertTo,
  $isNumber: withArguments(1, 1, ([value]) => isNumber(value)),
  $toBool: conversionTo('bool'),
  $toDate: conversionTo('date'),
  $toDecimal: conversionTo('decimal'),
  $toDouble: conversionTo('double'),
  $toInt: conversionTo('int'),
  $toLong: conversionTo('long'),
  $toObjectId: conversionTo('objectId'),
  $toString: conversionTo('string'),
  $type: withArguments(1, 1, ([value]) => typeNameOrMissing(value)),
};
