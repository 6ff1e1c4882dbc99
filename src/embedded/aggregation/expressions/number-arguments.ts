import { isNumber, typeName, type NumberValue } from '../../bson/types.ts';
import type { Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { withValues, type Operator } from './operator.ts';

export function numberArgument(value: Value, name: string, code: number): NumberValue {
  if (!isNumber(value)) throw new MongoError(code, `${name} only supports numeric types, not ${typeName(value)}`);
  return value;
}

export function ofOneNumber(apply: (value: NumberValue, name: string) => Value): Operator {
  return withValues(1, 1, ([value], name) => apply(numberArgument(value as Value, name, 28765), name));
}
