import { add, divideDecimals, exactDecimal, toDecimal } from '../bson/arithmetic.ts';
import { isDouble, toNumber } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { isNumber, typeName, type NumberValue } from '../bson/types.ts';
import { Decimal128, double, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { ExpressionContext } from './environment.ts';
import { isNullish } from './truth.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value | undefined): void;
  finish(): Value | undefined;
}

export type BeginAccumulator = (context: ExpressionContext) => Accumulator;

/** Compensated summation (Neumaier), so that long sums of doubles stay as close as MongoDB's. */
class Sum implements Accumulator {
  private whole = 0n;
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
    else {
      this.hasLong ||= typeof value === 'bigint';
      this.whole += BigInt(value as number | bigint);
    }
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

class Average extends Sum {
  override finish(): Value {
    if (this.count === 0) return null;
    const total = this.total();
    if (total instanceof Decimal128) return divideDecimals(total, toDecimal(this.count));
    return double(toNumber(total) / this.count);
  }
}

class Extreme implements Accumulator {
  private best: Value | undefined;
  private readonly sign: 1 | -1;
  private readonly context: ExpressionContext;

  constructor(sign: 1 | -1, context: ExpressionContext) {
    this.sign = sign;
    this.context = context;
  }

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (this.best === undefined || compareValues(value, this.best, this.context.collation?.compare) * this.sign > 0)
      this.best = value;
  }

  finish(): Value {
    return this.best ?? null;
  }
}

class First implements Accumulator {
  private value: Value | undefined;
  private isSet = false;

  add(value: Value | undefined): void {
    if (this.isSet) return;
    this.value = value;
    this.isSet = true;
  }

  finish(): Value {
    return this.value ?? null;
  }
}

class Last implements Accumulator {
  private value: Value | undefined;

  add(value: Value | undefined): void {
    this.value = value;
  }

  finish(): Value {
    return this.value ?? null;
  }
}

class Push implements Accumulator {
  private readonly values: Value[] = [];

  add(value: Value | undefined): void {
    if (value !== undefined) this.values.push(value);
  }

  finish(): Value {
    return this.values;
  }
}

class AddToSet implements Accumulator {
  private readonly values: Value[] = [];
  private readonly texts = new Set<string>();
  private readonly context: ExpressionContext;

  constructor(context: ExpressionContext) {
    this.context = context;
  }

  add(value: Value | undefined): void {
    if (value === undefined) return;
    const strings = this.context.collation?.compare;
    if (typeof value === 'string' && !strings) {
      if (this.texts.has(value)) return;
      this.texts.add(value);
    } else if (this.values.some((other) => compareValues(other, value, strings) === 0)) return;
    this.values.push(value);
  }

  finish(): Value {
    return this.values;
  }
}

/** Welford's method. */
class Deviation implements Accumulator {
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

class MergeObjects implements Accumulator {
  private readonly merged: Document = new Map();

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (!isDocument(value))
      throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [key, field] of value) this.merged.set(key, field);
  }

  finish(): Value {
    return this.merged;
  }
}

/** Accumulators of `$group` and `$bucket`. */
export const ACCUMULATORS = {
  $addToSet: (context) => new AddToSet(context),
  $avg: () => new Average(),
  $count: () => new Sum(),
  $first: () => new First(),
  $last: () => new Last(),
  $max: (context) => new Extreme(1, context),
  $mergeObjects: () => new MergeObjects(),
  $min: (context) => new Extreme(-1, context),
  $push: () => new Push(),
  $stdDevPop: () => new Deviation(false),
  $stdDevSamp: () => new Deviation(true),
  $sum: () => new Sum(),
} satisfies Record<string, BeginAccumulator>;

export type AccumulatorName = keyof typeof ACCUMULATORS;

export function isAccumulator(name: string): name is AccumulatorName {
  return Object.hasOwn(ACCUMULATORS, name);
}
