/** What `$min`, `$max`, `$first`, `$push` and `$addToSet` keep of a group. */
import { compareValues } from '../../bson/order.ts';
import type { Value } from '../../bson/value.ts';
import { equalityKey } from '../../bson/key-encoding.ts';
import type { Room } from '../../bson/room.ts';
import { isNullish } from '../../expressions/truth.ts';
import type { Accumulator } from './accumulator.ts';

export class Extreme implements Accumulator {
  #best: Value | undefined;
  readonly #sign: 1 | -1;
  readonly #room: Room;

  constructor(sign: 1 | -1, room: Room) {
    this.#sign = sign;
    this.#room = room;
  }

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (this.#best !== undefined && compareValues(value, this.#best) * this.#sign <= 0) return;
    this.#room.give(this.#best);
    this.#best = this.#room.take(value);
  }

  finish(): Value {
    return this.#best ?? null;
  }
}

export class First implements Accumulator {
  #value: Value | undefined;
  #isSet = false;
  readonly #room: Room;

  constructor(room: Room) {
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

  constructor(room: Room) {
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

  constructor(room: Room) {
    this.#room = room;
  }

  add(value: Value | undefined): void {
    if (value === undefined) return;
    const key = equalityKey(value);
    if (!this.#values.has(key)) this.#values.set(this.#room.take(key), this.#room.take(value));
  }

  finish(): Value {
    return [...this.#values.values()];
  }
}
