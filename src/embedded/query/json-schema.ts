import { isDocument, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import {
  always,
  fieldName,
  namesOperand,
  VALUE_KEYWORDS,
  wrongType,
  type CompileKeyword,
  type SchemaTest,
} from './json-schema-values.ts';
import { toRegExp } from './regex.ts';

/**
 * `$jsonSchema`: draft 4 of JSON Schema as MongoDB takes it, with `bsonType` and without `$ref`, `default`, `definitions`,
 * `format` and `id` (https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/).
 * @throws MongoError FailedToParse, TypeMismatch, BadValue for a malformed schema
 */
export function jsonSchemaTest(operand: Value): SchemaTest {
  return subschema(operand, '$jsonSchema');
}

const KEYWORDS: Readonly<Record<string, CompileKeyword>> = {
  ...VALUE_KEYWORDS,
  items: (operand, keyword) => {
    if (!Array.isArray(operand)) return ofElements(0, subschema(operand, keyword));
    const tests = operand.map((schema) => subschema(schema, keyword));
    return (value) => !Array.isArray(value) || tests.every((test, i) => i >= value.length || test(value[i] as Value));
  },
  additionalItems: (operand, keyword, schema) => {
    const test = subschemaOrBoolean(operand, keyword);
    const items = schema.get('items');
    return Array.isArray(items) ? ofElements(items.length, test) : always;
  },
  properties: (operand, keyword) => {
    const tests = fieldsOf(operand, keyword).map(
      ([name, schema]) => [fieldName(name, keyword), subschema(schema, keyword)] as const,
    );
    return (value) =>
      !isDocument(value) || tests.every(([name, test]) => !value.has(name) || test(value.get(name) as Value));
  },
  patternProperties: (operand, keyword) => {
    const tests = fieldsOf(operand, keyword).map(
      ([pattern, schema]) => [toRegExp(pattern, ''), subschema(schema, keyword)] as const,
    );
    return everyField((name, field) => tests.every(([pattern, test]) => !pattern.test(name) || test(field)));
  },
  additionalProperties: (operand, keyword, schema) => {
    const test = subschemaOrBoolean(operand, keyword);
    const known = schema.get('properties');
    const patterned = schema.get('patternProperties');
    const patterns = isDocument(patterned) ? [...patterned.keys()].map((pattern) => toRegExp(pattern, '')) : [];
    const isKnown = (name: string): boolean =>
      (isDocument(known) && known.has(name)) || patterns.some((pattern) => pattern.test(name));
    return everyField((name, field) => isKnown(name) || test(field));
  },
  dependencies: (operand, keyword) => {
    const tests = fieldsOf(operand, keyword).map(([name, dependency]) => {
      const wanted = Array.isArray(dependency) ? namesOperand(dependency, keyword) : undefined;
      const test: SchemaTest = wanted
        ? (value) => isDocument(value) && wanted.every((other) => value.has(other))
        : subschema(dependency, keyword);
      return [fieldName(name, keyword), test] as const;
    });
    return (value) => !isDocument(value) || tests.every(([name, test]) => !value.has(name) || test(value));
  },
  allOf: (operand, keyword) => allOf(subschemas(operand, keyword)),
  anyOf: (operand, keyword) => {
    const tests = subschemas(operand, keyword);
    return (value) => tests.some((test) => test(value));
  },
  oneOf: (operand, keyword) => {
    const tests = subschemas(operand, keyword);
    return (value) => tests.filter((test) => test(value)).length === 1;
  },
  not: (operand, keyword) => {
    const test = subschema(operand, keyword);
    return (value) => !test(value);
  },
};

const NEEDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

function subschema(schema: Value, within: string): SchemaTest {
  if (!isDocument(schema)) throw wrongType(within, schema, 'an object, or hold objects');
  for (const keyword of schema.keys()) refuseKeyword(keyword);
  for (const [keyword, needed] of NEEDS)
    if (schema.has(keyword) && !schema.has(needed))
      throw new MongoError(9, `$jsonSchema keyword '${keyword}' needs '${needed}' beside it`);
  if (schema.has('type') && schema.has('bsonType'))
    throw new MongoError(9, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");
  return allOf([...schema].map(([keyword, operand]) => KEYWORDS[keyword]!(operand, keyword, schema)));
}

function refuseKeyword(keyword: string): void {
  if (keyword === 'encrypt' || keyword === 'encryptMetadata')
    throw notOffered(9, `The $jsonSchema keyword '${keyword}'`);
  if (!Object.hasOwn(KEYWORDS, keyword)) throw new MongoError(9, `Unknown $jsonSchema keyword: ${keyword}`);
}

function subschemas(operand: Value, keyword: string): SchemaTest[] {
  if (!Array.isArray(operand)) throw wrongType(keyword, operand, 'an array');
  if (operand.length === 0) throw new MongoError(2, `$jsonSchema keyword '${keyword}' must be a non-empty array`);
  return operand.map((schema) => subschema(schema, keyword));
}

function subschemaOrBoolean(operand: Value, keyword: string): SchemaTest {
  return typeof operand === 'boolean' ? () => operand : subschema(operand, keyword);
}

function fieldsOf(operand: Value, keyword: string): [string, Value][] {
  if (!isDocument(operand)) throw wrongType(keyword, operand, 'an object');
  return [...operand];
}

function allOf(tests: readonly SchemaTest[]): SchemaTest {
  return (value) => tests.every((test) => test(value));
}

function everyField(test: (name: string, field: Value) => boolean): SchemaTest {
  return (value) => !isDocument(value) || [...value].every(([name, field]) => test(name, field));
}

/** For the elements of an array from a place on. */
function ofElements(from: number, test: SchemaTest): SchemaTest {
  return (value) => !Array.isArray(value) || value.every((element, i) => i < from || test(element));
}
