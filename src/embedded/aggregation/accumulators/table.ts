import type { BeginAccumulator } from './accumulator.ts';
import { AddToSet, Elements, Extreme, First, Last, MergeObjects, Push } from './collectors.ts';
import { Average, Deviation, Sum } from './sums.ts';

/** Accumulators of `$group` and `$bucket`. */
export const ACCUMULATORS = {
  $addToSet: (context) => new AddToSet(context),
  $avg: () => new Average(),
  $concatArrays: () => new Elements('$concatArrays', new Push()),
  $count: () => new Sum(),
  $first: () => new First(),
  $last: () => new Last(),
  $max: (context) => new Extreme(1, context),
  $mergeObjects: () => new MergeObjects(),
  $min: (context) => new Extreme(-1, context),
  $push: () => new Push(),
  $setUnion: (context) => new Elements('$setUnion', new AddToSet(context)),
  $stdDevPop: () => new Deviation(false),
  $stdDevSamp: () => new Deviation(true),
  $sum: () => new Sum(),
} satisfies Record<string, BeginAccumulator>;

export type AccumulatorName = keyof typeof ACCUMULATORS;

export function isAccumulator(name: string): name is AccumulatorName {
  return Object.hasOwn(ACCUMULATORS, name);
}
