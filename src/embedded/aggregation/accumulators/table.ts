/** Which accumulators are offered. */
import type { BeginAccumulator } from './accumulator.ts';
import { AddToSet, Extreme, First, Push } from './collectors.ts';
import { Average, Sum } from './sums.ts';

/** Every accumulator of `$group`; anything else is refused. */
export const ACCUMULATORS: Readonly<Record<string, BeginAccumulator>> = {
  $addToSet: (room) => new AddToSet(room),
  $avg: () => new Average(),
  $first: (room) => new First(room),
  $max: (room) => new Extreme(1, room),
  $min: (room) => new Extreme(-1, room),
  $push: (room) => new Push(room),
  $sum: () => new Sum(),
};
