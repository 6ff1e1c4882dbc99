import type { Document, Value } from '../bson/value.ts';
import type { Collation } from '../query/collation.ts';

export interface ModifierContext {
  path: string;
  operator: string;
  collation: Collation | undefined;
}

/** Checks an operand once and gives the change to make at each place the path stands for. */
export type Modifier = (operand: Value, context: ModifierContext) => (document: Document, path: string[]) => void;
