import { toNumber } from '../../bson/number.ts';
import { isNumber, TYPE_NUMBERS, typeName, typeNameOrMissing, type TypeName } from '../../bson/types.ts';
import type { Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
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

const convertTo: Operator = (operand, compile, context) => {
  const args = fieldOperands(operand, { required: ['input', 'to'], optional: ['onError', 'onNull'] }, '$convert');
  const input = compile(args['input'] as Value, context);
  const to = compile(args['to'] as Value, context);
  const onError = args['onError'] === undefined ? undefined : compile(args['onError'], context);
  const onNull = args['onNull'] === undefined ? undefined : compile(args['onNull'], context);
  return (environment) => {
    const target = to(environment);
    const name = isNullish(target) ? undefined : targetType(target);
    const value = input(environment);
    if (isNullish(value)) return onNull ? onNull(environment) : null;
    if (name === undefined) return null;
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

function targetType(target: Value): TypeName {
  const name =
    typeof target === 'string'
      ? target
      : isNumber(target)
        ? Object.entries(TYPE_NUMBERS).find(([, number]) => number === toNumber(target))?.[0]
        : undefined;
  if (name === undefined)
    throw new MongoError(9, `$convert's 'to' argument must be a string or number, but is ${typeName(target)}`);
  if (!Object.hasOwn(TYPE_NUMBERS, name)) throw new MongoError(2, `Unknown type name: ${name}`);
  return name as TypeName;
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
