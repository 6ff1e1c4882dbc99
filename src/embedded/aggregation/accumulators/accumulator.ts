import { MaxKey, MinKey, type Value } from '../../bson/value.ts';
import { notOffered } from '../../errors.ts';
import type { ExpressionContext } from '../environment.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value | undefined): void;
  finish(): Value | undefined;
}

export type BeginAccumulator = (context: ExpressionContext) => Accumulator;

/** MongoDB turns MinKey and MaxKey here into a document by an accident of its own; better none than either answer. */
export function refuseKeyValue(value: Value | undefined): void {
  if (value instanceof MinKey || value instanceof MaxKey) throw notOffered(2, 'MinKey or MaxKey in an accumulator');
}
