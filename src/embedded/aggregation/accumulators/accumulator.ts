import { MaxKey, MinKey, type Value } from '../../bson/value.ts';
import { notOffered } from '../../errors.ts';
import type { Collation } from '../../query/collation.ts';
import type { Room } from '../room.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value | undefined): void;
  finish(): Value | undefined;
}

/** What accumulators work with: how strings compare, and where values are kept. */
export interface AccumulatorContext {
  collation: Collation | undefined;
  room: Room;
}

export type BeginAccumulator = (context: AccumulatorContext) => Accumulator;

/** MongoDB turns MinKey and MaxKey here into a document by an accident of its own; better none than either answer. */
export function refuseKeyValue(value: Value | undefined): void {
  if (value instanceof MinKey || value instanceof MaxKey) throw notOffered(2, 'MinKey or MaxKey in an accumulator');
}
