/** What `$group` asks of an accumulator. */
import type { Value } from '../../bson/value.ts';
import type { Room } from '../../bson/room.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value | undefined): void;
  finish(): Value | undefined;
}

/** Begins with no values; what it keeps takes room. */
export type BeginAccumulator = (room: Room) => Accumulator;
