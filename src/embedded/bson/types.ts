import {
  Binary,
  BsonSymbol,
  Code,
  DbPointer,
  Decimal128,
  Double,
  isDocument,
  isInt32,
  MaxKey,
  MinKey,
  ObjectId,
  Regex,
  Timestamp,
  Undefined,
  UtcDateTime,
  type Value,
} from './value.ts';

/** BSON type numbers by the aliases that `$type` takes (https://www.mongodb.com/docs/manual/reference/bson-types/). */
export const TYPE_NUMBERS = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

export type TypeName = keyof typeof TYPE_NUMBERS;

const CLASS_TYPES = new Map<unknown, TypeName>([
  [Double, 'double'],
  [Decimal128, 'decimal'],
  [ObjectId, 'objectId'],
  [UtcDateTime, 'date'],
  [Timestamp, 'timestamp'],
  [Binary, 'binData'],
  [Regex, 'regex'],
  [BsonSymbol, 'symbol'],
  [DbPointer, 'dbPointer'],
  [Undefined, 'undefined'],
  [MinKey, 'minKey'],
  [MaxKey, 'maxKey'],
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
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  return CLASS_TYPES.get(value.constructor) ?? 'undefined';
}

/** As `typeName`, with MongoDB's word for a field that is not there. */
export function typeNameOrMissing(value: Value | undefined): TypeName | 'missing' {
  return value === undefined ? 'missing' : typeName(value);
}

/** Canonical sort ranks: values of one rank compare with each other, ranks compare first (canonicalizeBSONType). */
export const RANK = {
  minKey: 1,
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
  dbPointer: 55,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
} as const;

const NUMBER_TYPES: Partial<Record<TypeName, number>> = {
  int: RANK.number,
  long: RANK.number,
  double: RANK.number,
  decimal: RANK.number,
  symbol: RANK.string,
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

export type NumberValue = number | bigint | Double | Decimal128;

export function isNumber(value: Value | undefined): value is NumberValue {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal128
  );
}
