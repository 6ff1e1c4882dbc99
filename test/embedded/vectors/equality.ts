import { encodeDocument } from '../../../src/embedded/bson/encode.ts';
import { isNaNValue, toNumber } from '../../../src/embedded/bson/number.ts';
import { isNumber } from '../../../src/embedded/bson/types.ts';
import { isDocument, type Value } from '../../../src/embedded/bson/value.ts';
import { Approximate } from './extended-json.ts';

export interface Leniency {
  /** NaN is equal to NaN. */
  nanEqual?: boolean;
  /** The order of an array's elements does not count, at the top level only. */
  ignoreDocOrder?: boolean;
  /** The same for the arrays in these fields, of the documents at the top. */
  ignoreOrderIn?: string[];
}

/** Equal by BSON type and to the last bit; only the order of a document's fields does not count. */
export function isEqual(actual: Value | undefined, expected: Value | Approximate, leniency: Leniency = {}): boolean {
  if (actual === undefined) return false;
  if (expected instanceof Approximate) return isClose(actual, expected);
  if (leniency.nanEqual && isNaNNumber(actual) && isNaNNumber(expected)) return true;
  if (Array.isArray(expected))
    return Array.isArray(actual) && isEqualList(actual, expected, (a, b) => isEqual(a, b, leniency));
  if (isDocument(expected))
    return (
      isDocument(actual) &&
      actual.size === expected.size &&
      [...expected].every(([key, value]) => isEqual(actual.get(key), value, leniency))
    );
  return encodeDocument(new Map([['', actual]])).equals(encodeDocument(new Map([['', expected]])));
}

/** As `isEqual`, with all that an expectation may let pass at the top. */
export function isEqualResult(actual: Value, expected: Value, leniency: Leniency): boolean {
  const same = (a: Value, b: Value): boolean => isEqualApartFrom(leniency.ignoreOrderIn ?? [], a, b, leniency);
  if (!Array.isArray(actual) || !Array.isArray(expected)) return same(actual, expected);
  return leniency.ignoreDocOrder ? isEqualBag(actual, expected, same) : isEqualList(actual, expected, same);
}

function isEqualApartFrom(unordered: string[], actual: Value, expected: Value, leniency: Leniency): boolean {
  if (!isDocument(actual) || !isDocument(expected)) return isEqual(actual, expected, leniency);
  const same = (a: Value, b: Value): boolean => isEqual(a, b, leniency);
  return (
    actual.size === expected.size &&
    [...expected].every(([key, value]) => {
      const found = actual.get(key);
      return unordered.includes(key) && Array.isArray(found) && Array.isArray(value)
        ? isEqualBag(found, value, same)
        : isEqual(found, value, leniency);
    })
  );
}

type Sameness = (actual: Value, expected: Value) => boolean;

function isEqualList(actual: Value[], expected: Value[], same: Sameness): boolean {
  return actual.length === expected.length && expected.every((value, i) => same(actual[i] as Value, value));
}

function isEqualBag(actual: Value[], expected: Value[], same: Sameness): boolean {
  const left = [...actual];
  return (
    actual.length === expected.length &&
    expected.every((value) => {
      const at = left.findIndex((candidate) => same(candidate, value));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}

function isNaNNumber(value: Value): boolean {
  return isNumber(value) && isNaNValue(value);
}

function isClose(actual: Value, { value, tolerance }: Approximate): boolean {
  if (!isNumber(actual) || !isNumber(value)) return false;
  const [found, wanted] = [toNumber(actual), toNumber(value)];
  return Object.is(found, wanted) || Math.abs(found - wanted) <= tolerance;
}
