import { compareValues } from '../../bson/order.ts';
import type { Value } from '../../bson/value.ts';
import { firstOfEquals } from '../../query/collation.ts';
import { equalityKey, type FoldText } from '../../storage/key-encoding.ts';
import type { Room } from '../room.ts';
import { isNullish } from '../truth.ts';
import { refuseKeyValue, type Accumulator, type AccumulatorContext } from './accumulator.ts';

export class Extreme implements Accumulator {
  #best: Value | undefined;
  readonly #sign: 1 | -1;
  readonly #context: AccumulatorContext;

  constructor(sign: 1 | -1, context: AccumulatorContext) {
    this.#sign = sign;
    this.#context = context;
  }

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    const { collation, room } = this.#context;
    if (this.#best !== undefined && compareValues(value, this.#best, collation?.compare) * this.#sign <= 0) return;
    room.give(this.#best);
    this.#best = room.take(value);
  }

  finish(): Value {
    return this.#best ?? null;
  }
}

export class First implements Accumulator {
  #value: Value | undefined;
  #isSet = false;
  readonly #room: Room;

  constructor({ room }: AccumulatorContext) {
    this.#room = room;
  }

  add(value: Value | undefined): void {
    if (this.#isSet) return;
    this.#value = this.#room.take(value);
    this.#isSet = true;
  }

  finish(): Value {
    return this.#value ?? null;
  }
}

export class Push implements Accumulator {
  readonly #values: Value[] = [];
  readonly #room: Room;

  constructor({ room }: AccumulatorContext) {
    this.#room = room;
  }

  add(value: Value | undefined): void {
    if (value !== undefined) this.#values.push(this.#room.take(value));
  }

  finish(): Value {
    return this.#values;
  }
}

export class AddToSet implements Accumulator {
  readonly #values = new Map<string, Value>();
  readonly #room: Room;
  readonly #fold: FoldText | undefined;

  constructor({ collation, room }: AccumulatorContext) {
    this.#room = room;
    this.#fold = collation && firstOfEquals(collation);
  }

  add(value: Value | undefined): void {
    if (value === undefined) return;
    refuseKeyValue(value);
    const key = equalityKey(value, this.#fold);
    if (!this.#values.has(key)) this.#values.set(this.#room.take(key), this.#room.take(value));
  }

  finish(): Value {
    return [...this.#values.values()];
  }
}
