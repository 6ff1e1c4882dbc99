import { add, divideDecimals, exactDecimal, toDecimal } from '../../bson/arithmetic.ts';
import { isDouble, toNumber } from '../../bson/number.ts';
import { isNumber, type NumberValue } from '../../bson/types.ts';
import { Decimal128, double, type Value } from '../../bson/value.ts';
import type { Accumulator } from './accumulator.ts';

/** Compensated summation (Neumaier), so that long sums of doubles stay as close as MongoDB's. */
export class Sum implements Accumulator {
  private whole = 0n;
  /** The part of the whole that a double holds exactly. */
  private small = 0;
  private hasLong = false;
  private doubles = 0;
  private compensation = 0;
  private hasDouble = false;
  private decimal: Decimal128 | undefined;
  count = 0;

  add(value: Value | undefined): void {
    if (!isNumber(value)) return;
    this.count++;
    if (value instanceof Decimal128)
      this.decimal = add(this.decimal ?? new Decimal128(false, 0n, 0), value) as Decimal128;
    else if (isDouble(value)) this.addDouble(toNumber(value));
    else if (typeof value === 'number') this.addInt32(value);
    else {
      this.hasLong = true;
      this.whole += value;
    }
  }

  private addInt32(value: number): void {
    this.small += value;
    if (Number.isSafeInteger(this.small)) return;
    this.whole += BigInt(this.small - value) + BigInt(value);
    this.small = 0;
  }

  private addDouble(value: number): void {
    this.hasDouble = true;
    const total = this.doubles + value;
    if (Number.isFinite(total))
      this.compensation +=
        Math.abs(this.doubles) >= Math.abs(value) ? this.doubles - total + value : value - total + this.doubles;
    this.doubles = total;
  }

  total(): NumberValue {
    this.whole += BigInt(this.small);
    this.small = 0;
    if (this.decimal)
      return add(
        this.hasDouble ? add(this.decimal, exactDecimal(this.doubles + this.compensation)) : this.decimal,
        toDecimal(this.whole),
      );
    if (this.hasDouble) return double(this.doubles + (Number(this.whole) + this.compensation));
    const total = add(this.whole, 0n);
    if (this.hasLong || typeof total !== 'bigint') return total;
    return total >= -(2n ** 31n) && total < 2n ** 31n ? Number(total) : total;
  }

  finish(): Value {
    return this.total();
  }
}

export class Average extends Sum {
  override finish(): Value {
    if (this.count === 0) return null;
    const total = this.total();
    if (total instanceof Decimal128) return divideDecimals(total, toDecimal(this.count));
    return double(toNumber(total) / this.count);
  }
}

/** Welford's method. */
export class Deviation implements Accumulator {
  private count = 0;
  private mean = 0;
  private squares = 0;
  private readonly isSample: boolean;

  constructor(isSample: boolean) {
    this.isSample = isSample;
  }

  add(value: Value | undefined): void {
    if (!isNumber(value)) return;
    this.count++;
    const difference = toNumber(value) - this.mean;
    this.mean += difference / this.count;
    this.squares += difference * (toNumber(value) - this.mean);
  }

  finish(): Value {
    const divisor = this.isSample ? this.count - 1 : this.count;
    return divisor <= 0 ? null : double(Math.sqrt(this.squares / divisor));
  }
}
