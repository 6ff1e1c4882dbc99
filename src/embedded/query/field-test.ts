/** What a condition of a field is once it is compiled. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import type { MatchPosition } from '../bson/paths.ts';

/** One operator of a field condition, ready to run. */
export interface FieldTest {
  test: (value: Value | undefined, position?: MatchPosition) => boolean;
  /** The test wants an array as it is, and not its elements. */
  isWhole?: boolean;
  /** True when nothing that the path leads to passes the test. */
  isNegated?: boolean;
  /** The operator that asks for this test. */
  operator?: string;
}

export interface Surroundings {
  path: string;
  condition: Document;
  /** Compiles a filter inside the condition, and the operators of a condition inside it. */
  filter: (filter: Document) => (document: Document) => boolean;
  tests: (path: string, condition: Document) => FieldTest[];
}

/** True for `{ $gt: 1 }`; a DBRef is a value although its fields start with a dollar sign. */
export function isOperatorDocument(value: Value | undefined): value is Document {
  if (!isDocument(value)) return false;
  for (const key of value.keys()) return key.startsWith('$') && key !== '$ref' && key !== '$id' && key !== '$db';
  return false;
}
