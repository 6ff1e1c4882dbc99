/** What an update operator is once it is compiled. */
import type { Document, Value } from '../bson/value.ts';
import type { MatchPosition } from '../bson/paths.ts';

export interface ModifierContext {
  path: string;
  operator: string;
}

/** Checks an operand once and gives the change to make at each place the path stands for. */
export type Modifier = (operand: Value, context: ModifierContext) => (document: Document, path: string[]) => void;

/** What is known of the document that is being changed. */
export interface UpdateTarget {
  document: Document;
  position?: MatchPosition | undefined;
  isInsert?: boolean;
}

/** Makes the new document; the old one may be changed in place and must not be used again. */
export type Update = (target: UpdateTarget) => Document;
