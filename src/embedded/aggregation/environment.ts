import type { Document, Value } from '../bson/value.ts';
import type { Collation } from '../query/collation.ts';

/** Values of variables by name, without the `$$`. */
export type Variables = ReadonlyMap<string, Value | undefined>;

export const EMPTY_VARIABLES: Variables = new Map();

/** What an expression is evaluated against. */
export interface Environment {
  root: Document;
  variables: Variables;
}

/** An expression, compiled. Undefined is MongoDB's "missing". */
export type Evaluate = (environment: Environment) => Value | undefined;

/** What is known when an expression is compiled. */
export interface ExpressionContext {
  collation?: Collation | undefined;
  /** Variables that may be named; their values come with the environment. */
  variables?: { has(name: string): boolean };
  /** True for commands in which MongoDB knows no `$$NOW`. */
  isClockless?: boolean | undefined;
  /** True in `$group`, which MongoDB computes in an engine that has codes of its own for a division by zero. */
  isGrouped?: boolean | undefined;
}

export function withVariable(environment: Environment, name: string, value: Value | undefined): Environment {
  return { root: environment.root, variables: new Map(environment.variables).set(name, value) };
}
