import { isIntegral, toNumber } from '../../bson/number.ts';
import { compareValues } from '../../bson/order.ts';
import { isNumber } from '../../bson/types.ts';
import { isDocument, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { stringOrder } from '../../query/collation.ts';
import { compareSortKeys, parseSort, sortKey } from '../../query/sort.ts';
import type { Evaluate, ExpressionContext } from '../environment.ts';
import { compileExpression } from '../expression.ts';
import { fieldOperands, isConstant } from '../expressions/operator.ts';
import { isNullish } from '../truth.ts';
import { refuseKeyValue, type Accumulator, type BeginAccumulator } from './accumulator.ts';

/** Makes an accumulator of its arguments: what it takes of a document, and how it begins a group. */
export type CompileAccumulator = (
  operand: Value,
  context: ExpressionContext,
  name: string,
) => { argument: Evaluate; begin: BeginAccumulator };

/** Accumulators that choose some of the values of a group, and have arguments by name. */
export const SEVERAL: Readonly<Record<string, CompileAccumulator>> = {
  $bottom: bySort('last', true),
  $bottomN: bySort('last', false),
  $firstN: byPlace((values, n) => values.length < n),
  $lastN: byPlace(() => true),
  $maxN: byValue(-1),
  $minN: byValue(1),
  $top: bySort('first', true),
  $topN: bySort('first', false),
};

const INPUT_RULES = {
  required: ['n', 'input'],
  codes: { notObject: 5787900, unknown: 5787901, missing: { n: 5787906, input: 5787907 } },
};
const SORT_CODES = { notObject: 5788001, unknown: 5788002, missing: { n: 5788003, output: 5788004, sortBy: 5788005 } };

/** @throws MongoError unless it is a constant whole number above 0 */
function howMany(n: Value, context: ExpressionContext, name: string): number {
  if (!isConstant(n)) throw notOffered(5787902, `A computed 'n' of ${name}`);
  const value = compileExpression(n, context)({ root: new Map(), variables: new Map() });
  if (!isNumber(value) || !isIntegral(value) || toNumber(value) <= 0 || toNumber(value) >= 2 ** 63)
    throw new MongoError(7548606, `${name} needs an 'n' that is a positive 64-bit integer`);
  return toNumber(value);
}

function byPlace(hasRoom: (values: Value[], n: number) => boolean): CompileAccumulator {
  return (operand, context, name) => {
    const { n, input } = fieldOperands(operand, INPUT_RULES, name) as { n: Value; input: Value };
    const count = howMany(n, context, name);
    const begin = (): Accumulator => {
      const values: Value[] = [];
      return {
        add(value) {
          refuseKeyValue(value);
          if (!hasRoom(values, count)) return;
          values.push(value ?? null);
          if (values.length > count) values.shift();
        },
        finish: () => values,
      };
    };
    return { argument: compileExpression(input, context), begin };
  };
}

function byValue(sign: 1 | -1): CompileAccumulator {
  return (operand, context, name) => {
    const { n, input } = fieldOperands(operand, INPUT_RULES, name) as { n: Value; input: Value };
    const count = howMany(n, context, name);
    const order = (a: Value, b: Value): number => compareValues(a, b, context.collation?.compare) * sign;
    const begin = (): Accumulator => {
      const best = new Best<Value>(count, order);
      return {
        add(value) {
          refuseKeyValue(value);
          if (!isNullish(value)) best.add(value);
        },
        finish: () => best.finish(),
      };
    };
    return { argument: compileExpression(input, context), begin };
  };
}

function bySort(end: 'first' | 'last', isSingle: boolean): CompileAccumulator {
  return (operand, context, name) => {
    const required = isSingle ? ['sortBy', 'output'] : ['n', 'sortBy', 'output'];
    const args = fieldOperands(operand, { required, codes: SORT_CODES }, name);
    const { n = 1, sortBy, output } = args as { n?: Value; sortBy: Value; output: Value };
    if (!isDocument(sortBy)) throw new MongoError(10065, 'invalid parameter: expected an object (sortBy)');
    if (sortBy.size === 0) throw new MongoError(15976, `${name} needs at least one sort key`);
    const count = howMany(n, context, name);
    const parts = parseSort(sortBy);
    const strings = stringOrder(context.collation);
    const evaluate = compileExpression(output, context);
    const order = ([a]: Value[], [b]: Value[]): number => compareSortKeys(a as Value[], b as Value[], parts, strings);
    const begin = (): Accumulator => {
      const best = new Best<Value[]>(count, end === 'first' ? order : (a, b) => -order(a, b));
      return {
        add: (pair) => best.add(pair as Value[]),
        finish() {
          const chosen = best.finish().sort(order);
          const values = chosen.map(([, value]) => value as Value);
          return isSingle ? values[0] : values;
        },
      };
    };
    const argument: Evaluate = (environment) => {
      const value = evaluate(environment);
      refuseKeyValue(value);
      return [sortKey(environment.root, parts, strings), value ?? null];
    };
    return { argument, begin };
  };
}

/** The first of all items in an order; of equal ones those that came first. */
class Best<Item> {
  private readonly count: number;
  private readonly order: (a: Item, b: Item) => number;
  private kept: Item[] = [];

  constructor(count: number, order: (a: Item, b: Item) => number) {
    this.count = count;
    this.order = order;
  }

  add(item: Item): void {
    this.kept.push(item);
    if (this.kept.length > this.count * 2 + 100) this.cut();
  }

  finish(): Item[] {
    this.cut();
    return this.kept;
  }

  private cut(): void {
    this.kept.sort(this.order);
    if (this.kept.length > this.count) this.kept.length = this.count;
  }
}
