/** What an expression is once it is compiled, and what it may know. */
import type { Document, Value } from '../bson/value.ts';

/** An expression, compiled: what it gives for a document. Undefined is MongoDB's "missing". */
export type Evaluate = (root: Document) => Value | undefined;

/** What is known when an expression is compiled. */
export interface ExpressionContext {
  /** True in `$group`, which MongoDB computes in an engine that has codes of its own for a division by zero. */
  isGrouped?: boolean | undefined;
}
