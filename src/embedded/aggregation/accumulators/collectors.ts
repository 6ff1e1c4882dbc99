import { compareValues } from '../../bson/order.ts';
import { typeName } from '../../bson/types.ts';
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { ExpressionContext } from '../environment.ts';
import { isNullish } from '../truth.ts';
import { refuseKeyValue, type Accumulator } from './accumulator.ts';

export class Extreme implements Accumulator {
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

export class First implements Accumulator {
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

export class Last implements Accumulator {
  private value: Value | undefined;

  add(value: Value | undefined): void {
    refuseKeyValue(value);
    this.value = value;
  }

  finish(): Value {
    return this.value ?? null;
  }
}

export class Push implements Accumulator {
  private readonly values: Value[] = [];

  add(value: Value | undefined): void {
    if (value !== undefined) this.values.push(value);
  }

  finish(): Value {
    return this.values;
  }
}

export class AddToSet implements Accumulator {
  private readonly values: Value[] = [];
  private readonly texts = new Set<string>();
  private readonly context: ExpressionContext;

  constructor(context: ExpressionContext) {
    this.context = context;
  }

  add(value: Value | undefined): void {
    if (value === undefined) return;
    refuseKeyValue(value);
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

/** The elements of all arrays: each of them, or each value once. */
export class Elements implements Accumulator {
  private readonly name: string;
  private readonly into: Push | AddToSet;

  constructor(name: '$concatArrays' | '$setUnion', into: Push | AddToSet) {
    this.name = name;
    this.into = into;
  }

  add(value: Value | undefined): void {
    if (value === undefined) return;
    if (!Array.isArray(value))
      throw new MongoError(14, `${this.name} requires array inputs, but input is of type ${typeName(value)}`);
    for (const element of value) this.into.add(element);
  }

  finish(): Value {
    return this.into.finish();
  }
}

export class MergeObjects implements Accumulator {
  private readonly merged: Document = new Map();

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (!isDocument(value))
      throw new MongoError(5911200, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [key, field] of value) this.merged.set(key, field);
  }

  finish(): Value {
    return this.merged;
  }
}
