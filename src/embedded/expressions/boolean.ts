/** What `$and`, `$or` and `$not` give. */
import { isTrue } from './truth.ts';
import { withArguments, type Operators } from './operator.ts';

export const BOOLEAN: Operators = {
  $and: (operand, compile, context) => {
    const args = (Array.isArray(operand) ? operand : [operand]).map((argument) => compile(argument, context));
    return (root) => args.every((argument) => isTrue(argument(root)));
  },
  $or: (operand, compile, context) => {
    const args = (Array.isArray(operand) ? operand : [operand]).map((argument) => compile(argument, context));
    return (root) => args.some((argument) => isTrue(argument(root)));
  },
  $not: withArguments(1, 1, ([value]) => !isTrue(value)),
};
