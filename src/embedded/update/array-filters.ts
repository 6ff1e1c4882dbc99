import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { FilterContext } from '../query/field-test.ts';
import { compileFilter } from '../query/filter.ts';
import { renderDocument } from '../bson/render.ts';

/** Tests of array elements by the identifiers that `$[identifier]` names. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>;

/** @throws MongoError FailedToParse for filters that are malformed, name two identifiers, or are not used */
export function compileArrayFilters(value: Value | undefined, update: Document, context: FilterContext): ArrayFilters {
  const filters = new Map<string, (element: Value) => boolean>();
  if (value === undefined) return filters;
  if (!Array.isArray(value))
    throw new MongoError(14, "BSON field 'update.updates.arrayFilters' is the wrong type, expected type 'array'");
  for (const filter of value) {
    if (!isDocument(filter)) throw new MongoError(14, "BSON field 'update.updates.arrayFilters' must hold objects");
    const identifiers = new Set<string>();
    const renamed = renameRoots(filter, identifiers);
    const [identifier, other] = identifiers;
    if (identifier === undefined)
      throw new MongoError(9, 'Cannot use an expression without a top-level field name in arrayFilters');
    if (other !== undefined)
      throw new MongoError(
        9,
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${other}'`,
      );
    if (!/^[a-z][A-Za-z0-9]*$/.test(identifier))
      throw new MongoError(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    if (filters.has(identifier))
      throw new MongoError(9, `Found multiple array filters with the same top-level field name ${identifier}`);
    const matches = compileFilter(renamed, context);
    filters.set(identifier, (element) => matches(new Map([['element', element]])));
  }
  refuseUnused(filters, update);
  return filters;
}

/** The same filter over a document whose one field `element` is the array element. */
function renameRoots(filter: Document, identifiers: Set<string>): Document {
  const renamed: Document = new Map();
  for (const [key, value] of filter) {
    if (key === '$and' || key === '$or' || key === '$nor') {
      renamed.set(
        key,
        Array.isArray(value)
          ? value.map((clause) => (isDocument(clause) ? renameRoots(clause, identifiers) : clause))
          : value,
      );
      continue;
    }
    if (key.startsWith('$')) {
      renamed.set(key, value);
      continue;
    }
    const [identifier = '', ...rest] = key.split('.');
    identifiers.add(identifier);
    renamed.set(['element', ...rest].join('.'), value);
  }
  return renamed;
}

function refuseUnused(filters: ArrayFilters, update: Document): void {
  const paths: string[] = [];
  for (const fields of update.values()) if (isDocument(fields)) paths.push(...fields.keys());
  for (const identifier of filters.keys())
    if (!paths.some((path) => path.split('.').includes(`$[${identifier}]`)))
      throw new MongoError(
        9,
        `The array filter for identifier '${identifier}' was not used in the update ${renderDocument(update)}`,
      );
}
