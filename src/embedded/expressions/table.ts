/** Which expression operators are offered. */
import { ARITHMETIC } from './arithmetic.ts';
import { BOOLEAN } from './boolean.ts';
import { COMPARISON } from './comparison.ts';
import { CONDITIONAL } from './conditional.ts';
import { dateToString } from './date-format.ts';
import { dateTrunc } from './date-trunc.ts';
import type { Operators } from './operator.ts';

/** Every expression operator there is; anything else is refused. */
export const EXPRESSIONS: Operators = {
  ...ARITHMETIC,
  ...BOOLEAN,
  ...COMPARISON,
  ...CONDITIONAL,
  $dateToString: dateToString,
  $dateTrunc: dateTrunc,
};
