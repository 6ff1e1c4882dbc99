import { expect } from 'chai';
import * as fc from 'fast-check';
import { compileUpdate } from '../../src/embedded/update/update.ts';
import { documentOf, isDocument, type Document, type Value } from '../../src/embedded/bson/value.ts';
import { SEED } from './any-value.ts';

type Plain = Record<string, number | number[]>;

const number = fc.integer({ min: -3, max: 3 });
const numberField = fc.constantFrom('n', 'm');
const listField = fc.constantFrom('list', 'more');

/** One operator on one field, and what it does to a plain object. */
interface Change {
  field: string;
  operator: string;
  operand: number | number[] | { $each: number[] };
  apply(plain: Plain): void;
}

const list = (plain: Plain, field: string): number[] => (plain[field] ?? []) as number[];
const value = (plain: Plain, field: string): number | undefined => plain[field] as number | undefined;

const onNumber = fc
  .tuple(numberField, fc.constantFrom('$set', '$inc', '$max', '$unset'), number)
  .map(([field, operator, operand]): Change => ({
    field,
    operator,
    operand,
    apply(plain) {
      const old = value(plain, field);
      if (operator === '$set') plain[field] = operand;
      else if (operator === '$inc') plain[field] = (old ?? 0) + operand;
      else if (operator === '$max') plain[field] = Math.max(old ?? operand, operand);
      else delete plain[field];
    },
  }));

const onList = fc
  .tuple(listField, fc.constantFrom('$push', '$pull', '$each'), fc.array(number, { minLength: 1, maxLength: 3 }))
  .map(([field, kind, operands]): Change => {
    const [first] = operands as [number];
    const lists: Record<string, [operator: string, operand: Change['operand'], next: (old: number[]) => number[]]> = {
      $push: ['$push', first, (old) => [...old, first]],
      $each: ['$push', { $each: operands }, (old) => [...old, ...operands]],
      $pull: ['$pull', first, (old) => old.filter((one) => one !== first)],
    };
    const [operator, operand, next] = lists[kind]!;
    const isRemoval = kind === '$pull';
    return {
      field,
      operator,
      operand,
      apply(plain) {
        if (isRemoval && !(field in plain)) return;
        plain[field] = next(list(plain, field));
      },
    };
  });

const plainDocument: fc.Arbitrary<Plain> = fc.record(
  { n: number, m: number, list: fc.array(number, { maxLength: 4 }), more: fc.array(number, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const changes = fc.uniqueArray(fc.oneof(onNumber, onList), {
  minLength: 1,
  maxLength: 4,
  selector: ({ field }) => field,
});

describe('updates', () => {
  it('do to a document what they say, whatever else is in the update', () => {
    fc.assert(
      fc.property(plainDocument, changes, (plain, wanted) => {
        const { apply } = compileUpdate(updateOf(wanted));
        const after = apply({ document: documentOf({ ...plain }) });
        const expected = structuredClone(plain);
        for (const change of wanted) change.apply(expected);
        expect(Object.fromEntries(after)).to.deep.equal(expected);
      }),
      { numRuns: 3000, seed: SEED },
    );
  });
});

function updateOf(wanted: Change[]): Document {
  const update: Document = new Map();
  for (const { operator, field, operand } of wanted) {
    const fields = update.get(operator) ?? new Map<string, Value>();
    if (!isDocument(fields)) continue;
    const isPlain = typeof operand === 'number' || Array.isArray(operand);
    update.set(operator, fields.set(field, isPlain ? operand : documentOf({ $each: operand.$each })));
  }
  return update;
}
