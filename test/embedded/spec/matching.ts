import mongoose from 'mongoose';
import type { Fields } from './files.ts';

const { BSON } = mongoose.mongo;

/** The session whose id a `$$sessionLsid` names. */
export type SessionIds = (name: string) => unknown;

interface Place {
  path: string;
  /** Only at the root may the actual document have more fields than were expected. */
  isRoot: boolean;
  sessions: SessionIds;
}

/**
 * Compares as the unified test format says: numbers by value, documents at the root may have more fields, operators for the rest.
 * @throws Error that names the path of the first difference
 */
export function matchValue(expected: unknown, actual: unknown, sessions: SessionIds, path = ''): void {
  match(expected, actual, { path, isRoot: true, sessions });
}

function match(expected: unknown, actual: unknown, place: Place): void {
  if (isFields(expected)) {
    const [first = ''] = Object.keys(expected);
    const operator = OPERATORS[first];
    if (operator) return operator(expected[first], actual, place);
    return matchFields(expected, actual, place);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) throw difference(expected, actual, place);
    return expected.forEach((element, i) => match(element, actual[i], { ...place, path: `${place.path}.${i}` }));
  }
  if (!isSame(expected, actual)) throw difference(expected, actual, place);
}

function matchFields(expected: Fields, actual: unknown, place: Place): void {
  const found: unknown = actual instanceof Map ? Object.fromEntries(actual) : actual;
  if (!isFields(found)) throw difference(expected, actual, place);
  for (const [key, value] of Object.entries(expected))
    match(value, found[key], { ...place, path: `${place.path}.${key}`, isRoot: false });
  const more = Object.keys(found).filter((key) => !(key in expected) && found[key] !== undefined);
  if (!place.isRoot && more.length > 0) throw difference(expected, actual, place);
}

const OPERATORS: Readonly<Record<string, (operand: unknown, actual: unknown, place: Place) => void>> = {
  $$exists(operand, actual, place) {
    if ((actual !== undefined) !== operand) throw difference({ $$exists: operand }, actual, place);
  },
  $$type(operand, actual, place) {
    const names = (Array.isArray(operand) ? operand : [operand]) as (keyof typeof BSON.BSONType)[];
    if (!names.some((name) => BSON.BSONType[name] === typeNumber(actual))) throw difference(operand, actual, place);
  },
  $$unsetOrMatches(operand, actual, place) {
    if (actual !== undefined) match(operand, actual, place);
  },
  $$sessionLsid(operand, actual, place) {
    if (!isSame(place.sessions(operand as string), actual)) throw difference(operand, actual, place);
  },
};

function typeNumber(value: unknown): number {
  return value === undefined ? 0 : (BSON.serialize({ value })[4] as number);
}

/** A document, and no value of a BSON type of its own. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isScalarObject(value);
}

function isScalarObject(value: object): boolean {
  return (
    '_bsontype' in value ||
    value instanceof Date ||
    value instanceof RegExp ||
    value instanceof Uint8Array ||
    value instanceof Map
  );
}

function isSame(expected: unknown, actual: unknown): boolean {
  if (isNumeric(expected) && isNumeric(actual)) return Number(expected) === Number(actual);
  return BSON.EJSON.stringify({ value: expected }) === BSON.EJSON.stringify({ value: actual });
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return value instanceof BSON.Long || value instanceof BSON.Int32 || value instanceof BSON.Double;
}

function difference(expected: unknown, actual: unknown, { path }: Place): Error {
  const show = (value: unknown): string => BSON.EJSON.stringify({ value });
  return new Error(`at ${path || 'the root'}: expected ${show(expected)}, found ${show(actual)}`);
}
