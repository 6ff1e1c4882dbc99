/** Which fields a filter reads. */
import { isDocument, type Document } from '../bson/value.ts';

/** Names of top-level fields that something reads, so that the rest of a document need not be decoded; undefined is any. */
export type Fields = ReadonlySet<string> | undefined;

/** The fields that a filter reads. */
export function filterFields(filter: Document): Fields {
  const fields = new Set<string>();
  return collectFields(filter, fields) ? fields : undefined;
}

function collectFields(filter: Document, fields: Set<string>): boolean {
  for (const [key, value] of filter) {
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || !value.every((clause) => isDocument(clause) && collectFields(clause, fields)))
        return false;
    } else if (key.startsWith('$')) return false;
    else fields.add(key.split('.', 1)[0] as string);
  }
  return true;
}
