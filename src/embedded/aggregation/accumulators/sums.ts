/** What `$sum` and `$avg` give, exactly and of which type. */
import { add } from '../../bson/arithmetic.ts';
import { isDouble, toNumber } from '../../bson/number.ts';
import { isNumber, type NumberValue } from '../../bson/types.ts';
import { double, type Value } from '../../bson/value.ts';
import type { Accumulator } from './accumulator.ts';

/** Compensated summation (Neumaier), so that long sums of doubles stay as close as MongoDB's. */
export class Sum implements Accumulator {
  #whole = 0n;
  /** The part of the whole that a double holds exactly. */
  #small = 0;
  #hasLong = false;
  #doubles = 0;
  #compensation = 0;
  #hasDouble = false;
  count = 0;

  add(value: Value | undefined): void {
    if (!isNumber(value)) return;
    this.count++;
    if (isDouble(value)) this.#addDouble(toNumber(value));
    else if (typeof value === 'number') this.#addInt32(value);
    else if (typeof value === 'bigint') {
      this.#hasLong = true;
      this.#whole += value;
    }
  }

  #addInt32(value: number): void {
    this.#small += value;
    if (Number.isSafeInteger(this.#small)) return;
    this.#whole += BigInt(this.#small - value) + BigInt(value);
    this.#small = 0;
  }

  #addDouble(value: number): void {
    this.#hasDouble = true;
    const total = this.#doubles + value;
    if (Number.isFinite(total))
      this.#compensation +=
        Math.abs(this.#doubles) >= Math.abs(value) ? this.#doubles - total + value : value - total + this.#doubles;
    this.#doubles = total;
  }

  total(): NumberValue {
    this.#whole += BigInt(this.#small);
    this.#small = 0;
    if (this.#hasDouble) return double(this.#doubles + (Number(this.#whole) + this.#compensation));
    const total = add(this.#whole, 0n);
    if (this.#hasLong || typeof total !== 'bigint') return total;
    return total >= -(2n ** 31n) && total < 2n ** 31n ? Number(total) : total;
  }

  finish(): Value {
    return this.total();
  }
}

export class Average extends Sum {
  override finish(): Value {
    if (this.count === 0) return null;
    return double(toNumber(this.total()) / this.count);
  }
}
