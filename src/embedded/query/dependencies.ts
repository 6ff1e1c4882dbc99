import { isDocument, type Document } from '../bson/value.ts';

/**
 * The top-level fields that a filter reads, so that the rest of a document need not be decoded;
 * undefined when it may read anything.
 */
export function filterFields(filter: Document): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  return collectFields(filter, fields) ? fields : undefined;
}

function collectFields(filter: Document, fields: Set<string>): boolean {
  for (const [key, value] of filter) {
    if (key === '$comment') continue;
    if (key === '$and' || key === '$or' || key === '$nor') {
      if (!Array.isArray(value) || !value.every((clause) => isDocument(clause) && collectFields(clause, fields)))
        return false;
    } else if (key.startsWith('$')) return false;
    else fields.add(key.split('.', 1)[0] as string);
  }
  return true;
}
