import type { Value } from '../../bson/value.ts';
import { ACCUMULATORS } from '../accumulators/table.ts';
import type { Operator, Operators } from './operator.ts';

/** `$sum`, `$avg`, `$min`, `$max` and deviations as expressions: over the elements of one array, or over the arguments. */
function accumulate(name: '$sum' | '$avg' | '$min' | '$max' | '$stdDevPop' | '$stdDevSamp'): Operator {
  const begin = ACCUMULATORS[name];
  return (operand, compile, context) => {
    const isList = Array.isArray(operand) && operand.length !== 1;
    const args = (Array.isArray(operand) ? operand : [operand]).map((argument) => compile(argument, context));
    return (environment) => {
      const accumulator = begin(context);
      for (const argument of args) {
        const value = argument(environment);
        if (!isList && Array.isArray(value)) value.forEach((element: Value) => accumulator.add(element));
        else accumulator.add(value);
      }
      return accumulator.finish();
    };
  };
}

export const ACCUMULATOR_EXPRESSIONS: Operators = {
  $avg: accumulate('$avg'),
  $max: accumulate('$max'),
  $min: accumulate('$min'),
  $stdDevPop: accumulate('$stdDevPop'),
  $stdDevSamp: accumulate('$stdDevSamp'),
  $sum: accumulate('$sum'),
};
