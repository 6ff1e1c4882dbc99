import type { Value } from '../../bson/value.ts';
import type { ExpressionContext } from '../environment.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value | undefined): void;
  finish(): Value | undefined;
}

export type BeginAccumulator = (context: ExpressionContext) => Accumulator;
