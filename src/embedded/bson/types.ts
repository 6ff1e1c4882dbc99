/** Which types there are, what they are called, and in which order they sort. */
import {
  Binary,
  Double,
  isDocument,
  isInt32,
  ObjectId,
  Regex,
  Timestamp,
  Undefined,
  UtcDateTime,
  type Value,
} from './value.ts';

/** BSON's types that are offered, by their aliases (https://www.mongodb.com/docs/manual/reference/bson-types/). */
export type TypeName =
  | 'array'
  | 'binData'
  | 'bool'
  | 'date'
  | 'double'
  | 'int'
  | 'long'
  | 'null'
  | 'object'
  | 'objectId'
  | 'regex'
  | 'string'
  | 'timestamp'
  | 'undefined';

const CLASS_TYPES = new Map<unknown, TypeName>([
  [Double, 'double'],
  [ObjectId, 'objectId'],
  [UtcDateTime, 'date'],
  [Timestamp, 'timestamp'],
  [Binary, 'binData'],
  [Regex, 'regex'],
  [Undefined, 'undefined'],
]);

/** The `$type` alias of a value. */
export function typeName(value: Value): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'bigint':
      return 'long';
    case 'boolean':
      return 'bool';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isDocument(value)) return 'object';
  return CLASS_TYPES.get(value.constructor) ?? 'undefined';
}

/** As `typeName`, with MongoDB's word for a field that is not there. */
export function typeNameOrMissing(value: Value | undefined): TypeName | 'missing' {
  return value === undefined ? 'missing' : typeName(value);
}

/** Canonical sort ranks: values of one rank compare with each other, ranks compare first (canonicalizeBSONType). */
export const RANK = {
  undefined: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
} as const;

const NUMBER_TYPES: Partial<Record<TypeName, number>> = {
  int: RANK.number,
  long: RANK.number,
  double: RANK.number,
};

export function rankOf(value: Value): number {
  switch (typeof value) {
    case 'string':
      return RANK.string;
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'boolean':
      return RANK.bool;
  }
  if (value === null) return RANK.null;
  if (value instanceof ObjectId) return RANK.objectId;
  const name = typeName(value);
  return NUMBER_TYPES[name] ?? RANK[name as keyof typeof RANK];
}

export type NumberValue = number | bigint | Double;

export function isNumber(value: Value | undefined): value is NumberValue {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double;
}
