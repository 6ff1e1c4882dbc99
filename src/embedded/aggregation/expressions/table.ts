import { ACCUMULATOR_EXPRESSIONS } from './accumulator.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { ARRAY } from './array.ts';
import { ARRAY_ITERATION } from './array-iteration.ts';
import { ARRAY_SHAPE } from './array-shape.ts';
import { BOOLEAN } from './boolean.ts';
import { COMPARISON } from './comparison.ts';
import { CONDITIONAL } from './conditional.ts';
import { CONVERSION } from './conversion.ts';
import { DATE_FORMAT } from './date-format.ts';
import { DATE_PARTS } from './date-parts.ts';
import { DATE_MATH } from './date-math.ts';
import { OBJECT } from './object.ts';
import type { Operators } from './operator.ts';
import { POWERS } from './powers.ts';
import { ROUNDING } from './rounding.ts';
import { SET } from './set.ts';
import { STRING } from './string.ts';
import { STRING_SEARCH } from './string-search.ts';
import { VARIABLE } from './variable.ts';

/** Every expression operator there is; anything else is refused. */
export const EXPRESSIONS: Operators = {
  ...ACCUMULATOR_EXPRESSIONS,
  ...ARITHMETIC,
  ...ARRAY,
  ...ARRAY_ITERATION,
  ...ARRAY_SHAPE,
  ...BOOLEAN,
  ...COMPARISON,
  ...CONDITIONAL,
  ...CONVERSION,
  ...DATE_FORMAT,
  ...DATE_MATH,
  ...DATE_PARTS,
  ...OBJECT,
  ...POWERS,
  ...ROUNDING,
  ...SET,
  ...STRING,
  ...STRING_SEARCH,
  ...VARIABLE,
};
