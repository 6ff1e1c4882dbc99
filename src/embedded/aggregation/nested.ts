/** How a field deep in a document is set without changing the document itself. */
import { isDocument, type Document, type Value } from '../bson/value.ts';

/** A copy of the document with one dotted field set, or, with undefined, removed. Only what lies on the path is copied. */
export function setNested(document: Document, steps: readonly string[], value: Value | undefined): Document {
  const [step, ...rest] = steps as [string, ...string[]];
  const copy = new Map(document);
  if (rest.length > 0) {
    const inner = copy.get(step);
    if (value !== undefined || isDocument(inner))
      copy.set(step, setNested(isDocument(inner) ? inner : new Map(), rest, value));
  } else if (value === undefined) copy.delete(step);
  else copy.set(step, value);
  return copy;
}
