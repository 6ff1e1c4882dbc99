import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import {
  Binary,
  double,
  ObjectId,
  Regex,
  Timestamp,
  UtcDateTime,
  type Document,
  type Value,
} from '../../src/embedded/bson/value.ts';

/** Every run of the property tests is the same; fast-check prints seed and path of a failure. */
export const SEED = 19_451_117;

/** Few letters, so that equal and neighbouring strings are common; and the ones that orders trip over. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', '\0', '\u00ff', '\ue000', '\u{1f600}', ' '),
  maxLength: 4,
});
const name = fc.string({ unit: fc.constantFrom('a', 'b', '1', '_'), minLength: 1, maxLength: 3 });

/** Numbers that are close to one another across types: where exact comparison is hard. */
const closeNumbers = fc
  .tuple(fc.constantFrom(0, 1, 2 ** 31, 2 ** 53, 2 ** 62, 0.1, -0.1, -(2 ** 53)), fc.integer({ min: -2, max: 2 }))
  .chain(([base, step]): Arbitrary<Value> => {
    const near = BigInt(Math.trunc(base)) + BigInt(step);
    return fc.constantFrom<Value>(double(base + step), near, double(Number(near)));
  });

const number: Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double().map(double),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  closeNumbers,
  fc.constantFrom<Value>(NaN, Infinity, -Infinity),
);

const objectId = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes));

const scalar: Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 4, arbitrary: text },
  fc.constantFrom<Value>(null, true, false),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ms) => new UtcDateTime(ms)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => new Timestamp(bits)),
  objectId,
  fc
    .tuple(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(0, 4, 128))
    .map(([bytes, subtype]) => new Binary(bytes, subtype)),
  fc.tuple(name, fc.constantFrom('', 'i')).map(([pattern, options]) => new Regex(pattern, options)),
);

/** Any BSON value of a type that is offered, nested two levels deep. */
export function anyValue(depth = 2): Arbitrary<Value> {
  if (depth === 0) return scalar;
  const inner = anyValue(depth - 1);
  return fc.oneof(
    { weight: 6, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(inner, { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.tuple(name, inner), { maxLength: 3 }).map((fields): Document => new Map(fields)),
    },
  );
}
