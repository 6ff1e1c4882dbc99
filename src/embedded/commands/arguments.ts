/** Which arguments a command takes, and of which type. */
import { isIntegral, toNumber } from '../bson/number.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { Binary, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';

/** By MongoDB's names: a `safeBool` may also be a number, a `long` must be an int64. */
export type ArgumentType = 'any' | 'array' | 'bool' | 'document' | 'long' | 'number' | 'safeBool' | 'string' | 'uuid';
export type ArgumentTypes = Readonly<Record<string, ArgumentType>>;

const UUID_SUBTYPE = 4;

/** Arguments that every command takes. */
export const GENERIC: ArgumentTypes = {
  $db: 'string',
  $readPreference: 'document',
  $clusterTime: 'document',
  autocommit: 'bool',
  lsid: 'document',
  maxTimeMS: 'number',
  readConcern: 'document',
  startTransaction: 'bool',
  txnNumber: 'long',
  writeConcern: 'document',
};

const ACCEPTS: Readonly<Record<ArgumentType, (value: Value) => boolean>> = {
  any: () => true,
  array: Array.isArray,
  bool: (value) => typeof value === 'boolean',
  document: isDocument,
  long: (value) => typeof value === 'bigint',
  number: isNumber,
  safeBool: (value) => typeof value === 'boolean' || isNumber(value),
  string: (value) => typeof value === 'string',
  uuid: (value) => value instanceof Binary && value.subtype === UUID_SUBTYPE,
};

const TYPE_WORDS: Readonly<Record<ArgumentType, string>> = {
  any: 'any',
  array: 'array',
  bool: 'bool',
  document: 'object',
  long: 'long',
  number: 'number',
  safeBool: 'bool',
  string: 'string',
  uuid: 'binData',
};

/**
 * Checks every argument by name and type; null stands for an argument that is not there.
 * @throws MongoError 40415 for an unknown argument, TypeMismatch for a wrong type
 */
export function checkArguments(command: Document, name: string, types: ArgumentTypes): void {
  let isFirst = true;
  for (const [field, value] of command) {
    if (isFirst) {
      isFirst = false;
      continue;
    }
    checkArgument(value, `${name}.${field}`, own(types, field) ?? own(GENERIC, field));
  }
}

/** Checks one of the documents inside a command, such as an entry of `updates`. */
export function checkFields(
  fields: Document,
  name: string,
  types: ArgumentTypes,
  required: readonly string[] = [],
): void {
  for (const [field, value] of fields) checkArgument(value, `${name}.${field}`, own(types, field));
  for (const field of required)
    if (types[field] === 'any' ? !fields.has(field) : (fields.get(field) ?? null) === null)
      throw missingField(`${name}.${field}`);
}

function own(types: ArgumentTypes, field: string): ArgumentType | undefined {
  return Object.hasOwn(types, field) ? types[field] : undefined;
}

function checkArgument(value: Value, path: string, type: ArgumentType | undefined): void {
  if (type === undefined) throw new MongoError(40415, `BSON field '${path}' is an unknown field.`);
  if (value !== null && !ACCEPTS[type](value)) throw wrongType(path, value, TYPE_WORDS[type]);
  if (type === 'uuid' && value instanceof Binary) requireUuid(value);
}

export function wrongType(path: string, value: Value, expected: string): MongoError {
  return new MongoError(14, `BSON field '${path}' is the wrong type '${typeName(value)}', expected type '${expected}'`);
}

/** @throws MongoError InvalidUUID */
export function requireUuid({ bytes, subtype }: Binary): void {
  if (subtype !== UUID_SUBTYPE || bytes.length !== 16)
    throw new MongoError(207, 'uuid must be a 16-byte binary field with UUID (4) subtype');
}

export function missingField(path: string): MongoError {
  return new MongoError(40414, `BSON field '${path}' is missing but a required field`);
}

export function documentArgument(command: Document, field: string): Document | undefined {
  const value = command.get(field);
  return isDocument(value) ? value : undefined;
}

export function booleanArgument(command: Document, field: string, otherwise = false): boolean {
  const value = command.get(field);
  if (value === undefined || value === null) return otherwise;
  return isNumber(value) ? toNumber(value) !== 0 : value === true;
}

/**
 * A count such as limit, skip or batchSize; undefined when it is not given.
 * @throws MongoError for negative numbers, with the code that the command has for them
 */
export function countArgument(
  command: Document,
  field: string,
  name: string,
  negativeCode = 51024,
): number | undefined {
  const value = command.get(field);
  if (!isNumber(value)) return undefined;
  const number = toNumber(value);
  if (number < 0)
    throw new MongoError(negativeCode, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  if (!isIntegral(value)) throw new MongoError(9, `${name}: '${field}' must be a whole number, not ${number}`);
  return number;
}

/** The collection that a command names in its first field. */
export function collectionName(command: Document, name: string): string {
  const value = command.values().next().value as Value;
  if (typeof value !== 'string')
    throw new MongoError(73, `collection name has invalid type ${typeName(value)} in ${name}`);
  if (value === '' || value.startsWith('.') || value.includes('\0'))
    throw new MongoError(73, `Invalid namespace specified '${value}'`);
  return value;
}
