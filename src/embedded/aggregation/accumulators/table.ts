import type { BeginAccumulator } from './accumulator.ts';
import { AddToSet, Extreme, First, Push } from './collectors.ts';
import { Average, Sum } from './sums.ts';

/** Every accumulator of `$group`; anything else is refused. */
export const ACCUMULATORS: Readonly<Record<string, BeginAccumulator>> = {
  $addToSet: (context) => new AddToSet(context),
  $avg: () => new Average(),
  $first: (context) => new First(context),
  $max: (context) => new Extreme(1, context),
  $min: (context) => new Extreme(-1, context),
  $push: (context) => new Push(context),
  $sum: () => new Sum(),
};
