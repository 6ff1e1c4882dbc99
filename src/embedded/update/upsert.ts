/** What an upsert begins with when nothing matched. */
import { cloneValue, isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { isOperatorDocument } from '../query/field-test.ts';
import { makePlace } from './place.ts';

/**
 * The document that an upsert starts from: what the filter demands by equality.
 * @throws MongoError NotSingleValueField when two equalities name one path
 */
export function seedFromFilter(filter: Document): Document {
  const seed: Document = new Map();
  const seen = new Set<string>();
  collect(filter, (path, value) => {
    if (seen.has(path)) throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    seen.add(path);
    makePlace(seed, path.split('.')).set(cloneValue(value));
  });
  return seed;
}

function collect(filter: Document, add: (path: string, value: Value) => void): void {
  for (const [key, value] of filter) {
    if (key === '$and' || (key === '$or' && Array.isArray(value) && value.length === 1)) {
      for (const clause of value as Value[]) if (isDocument(clause)) collect(clause, add);
    } else if (!key.startsWith('$')) {
      const found = equality(value);
      if (found !== undefined) add(key, found);
    }
  }
}

function equality(condition: Value): Value | undefined {
  if (!isOperatorDocument(condition)) return condition instanceof Regex ? undefined : condition;
  if (condition.has('$eq')) return condition.get('$eq');
  const list = condition.get('$in');
  return Array.isArray(list) && list.length === 1 && !(list[0] instanceof Regex) ? list[0] : undefined;
}
