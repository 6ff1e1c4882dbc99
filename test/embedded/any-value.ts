import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import {
  Binary,
  BsonSymbol,
  Code,
  DbPointer,
  Decimal128,
  double,
  MAX_KEY,
  MIN_KEY,
  ObjectId,
  Regex,
  Timestamp,
  UNDEFINED,
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

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 34n - 1n }), fc.integer({ min: -6176, max: 6111 }))
  .map(([negative, coefficient, exponent]) => new Decimal128(negative, coefficient, exponent));

/** Numbers that are close to one another across types: where exact comparison is hard. */
const closeNumbers = fc
  .tuple(fc.constantFrom(0, 1, 2 ** 31, 2 ** 53, 2 ** 62, 0.1, -0.1, -(2 ** 53)), fc.integer({ min: -2, max: 2 }))
  .chain(([base, step]): Arbitrary<Value> => {
    const near = BigInt(Math.trunc(base)) + BigInt(step);
    return fc.constantFrom<Value>(
      double(base + step),
      near,
      Decimal128.parse(String(base)) as Decimal128,
      Decimal128.parse(String(near)) as Decimal128,
      double(Number(near)),
    );
  });

const number: Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double().map(double),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  decimal,
  closeNumbers,
  fc.constantFrom<Value>(
    new Decimal128(false, 0n, 0, 'NaN'),
    new Decimal128(true, 0n, 0, 'Infinity'),
    new Decimal128(false, 0n, 0, 'Infinity'),
  ),
);

const objectId = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes));

const scalar: Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 4, arbitrary: text },
  fc.constantFrom<Value>(null, true, false, MIN_KEY, MAX_KEY, UNDEFINED),
  text.map((value) => new BsonSymbol(value)),
  text.map((code) => new Code(code)),
  fc.tuple(text, name).map(([code, key]) => new Code(code, new Map([[key, 1]]))),
  fc.tuple(text, objectId).map(([namespace, id]) => new DbPointer(namespace, id)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ms) => new UtcDateTime(ms)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => new Timestamp(bits)),
  objectId,
  fc
    .tuple(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(0, 4, 128))
    .map(([bytes, subtype]) => new Binary(bytes, subtype)),
  fc.tuple(name, fc.constantFrom('', 'i')).map(([pattern, options]) => new Regex(pattern, options)),
);

/** Any BSON value, nested two levels deep. */
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
