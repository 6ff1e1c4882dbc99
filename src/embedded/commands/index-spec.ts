/** Which indexes may be made. */
import { toNumber } from '../bson/number.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { compileFilter } from '../query/filter.ts';

const OPTIONS = new Set([
  'key',
  'name',
  'background',
  'unique',
  'sparse',
  'expireAfterSeconds',
  'partialFilterExpression',
]);
const PLUGINS = new Set(['2d', '2dsphere', 'geoHaystack', 'hashed', 'text']);
const MAX_EXPIRE_SECONDS = 2_147_483_647;

/**
 * Checks an entry of createIndexes and puts it into the form that is stored and listed.
 * @throws MongoError CannotCreateIndex and others, as MongoDB refuses an index
 */
export function indexSpec(value: Value): Document {
  if (!isDocument(value)) throw new MongoError(14, "BSON field 'createIndexes.indexes' must hold objects");
  for (const option of value.keys())
    if (!OPTIONS.has(option))
      throw new MongoError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${option}`,
      );
  const key = value.get('key');
  if (key === undefined) throw new MongoError(9, "The 'key' field is a required property of an index specification");
  if (!isDocument(key)) throw new MongoError(14, `The field 'key' must be an object, but got ${typeName(key)}`);
  refuseKey(key);
  const name = value.get('name');
  if (name === undefined) throw new MongoError(9, "The 'name' field is a required property of an index specification");
  if (typeof name !== 'string')
    throw new MongoError(14, `The field 'name' must be a string, but got ${typeName(name)}`);
  if (name === '') throw new MongoError(67, 'index name cannot be empty');
  const spec: Document = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', name],
  ]);
  addFlags(value, spec);
  addExpiry(value, spec, key);
  addPartialFilter(value, spec);
  return spec;
}

function refuseKey(key: Document): void {
  if (key.size === 0) throw new MongoError(67, 'Index keys cannot be an empty object');
  for (const [path, direction] of key) {
    if (path === '') throw new MongoError(67, 'Index keys cannot contain an empty field.');
    if (path.split('.').some((step) => step === '')) throw new MongoError(67, 'Index key contains an empty field name');
    if (path.includes('$**')) throw notOffered(67, 'A wildcard index');
    if (path.startsWith('$'))
      throw new MongoError(67, `Index key contains an illegal field name: field name starts with '$'.`);
    refuseDirection(direction);
  }
}

function refuseDirection(direction: Value): void {
  if (typeof direction === 'string') {
    if (PLUGINS.has(direction)) throw notOffered(67, `An index of type '${direction}'`);
    throw new MongoError(67, `Unknown index plugin '${direction}'`);
  }
  if (!isNumber(direction) || !toNumber(direction))
    throw new MongoError(
      67,
      `Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
}

function addFlags(value: Document, spec: Document): void {
  for (const flag of ['unique', 'sparse']) {
    const given = value.get(flag);
    if (given === undefined) continue;
    if (typeof given !== 'boolean' && !isNumber(given))
      throw new MongoError(
        14,
        `The field '${flag}' has value ${flag}: ${typeName(given)}, which is not convertible to bool`,
      );
    if (isNumber(given) ? toNumber(given) !== 0 : given) spec.set(flag, true);
  }
}

function addExpiry(value: Document, spec: Document, key: Document): void {
  const seconds = value.get('expireAfterSeconds');
  if (seconds === undefined) return;
  if (!isNumber(seconds))
    throw new MongoError(
      67,
      `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(seconds)}'`,
    );
  const number = toNumber(seconds);
  if (!(number >= 0 && number <= MAX_EXPIRE_SECONDS))
    throw new MongoError(
      67,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${number}`,
    );
  if (key.size > 1)
    throw new MongoError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if (key.has('_id'))
    throw new MongoError(197, "The field 'expireAfterSeconds' is not valid for an _id index specification");
  spec.set('expireAfterSeconds', seconds);
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$in']);

function addPartialFilter(value: Document, spec: Document): void {
  const filter = value.get('partialFilterExpression');
  if (filter === undefined) return;
  if (!isDocument(filter))
    throw new MongoError(14, `The field 'partialFilterExpression' must be an object, but got ${typeName(filter)}`);
  if (spec.get('sparse') === true)
    throw new MongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  refusePartialFilter(filter);
  compileFilter(filter);
  spec.set('partialFilterExpression', filter);
}

function refusePartialFilter(filter: Document): void {
  for (const [key, condition] of filter) {
    if (key === '$and' || key === '$or') {
      if (Array.isArray(condition)) for (const clause of condition) if (isDocument(clause)) refusePartialFilter(clause);
    } else if (key.startsWith('$')) throw new MongoError(67, `Expression not supported in partial index: ${key}`);
    else if (isDocument(condition))
      for (const [operator, operand] of condition) {
        const isRefused =
          operator.startsWith('$') &&
          (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && (operand === false || operand === 0)));
        if (isRefused) throw new MongoError(67, `Expression not supported in partial index: ${operator}`);
      }
  }
}
