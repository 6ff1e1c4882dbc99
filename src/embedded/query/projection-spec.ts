/** What a projection asks of each field, and which mixtures are refused. */
import { compileExpression } from '../expressions/expression.ts';
import { EXPRESSIONS } from '../expressions/table.ts';
import type { Evaluate } from '../expressions/environment.ts';
import { isTrue } from '../expressions/truth.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { fieldPathSteps } from '../bson/paths.ts';

export interface ProjectionContext {
  /** True in `$project`, which takes a computed field alone for an inclusion. */
  isStage?: boolean;
}

/** What becomes of one field: kept, dropped, computed, or looked into. */
export type Leaf = { kind: 'include' } | { kind: 'exclude' } | { kind: 'compute'; evaluate: Evaluate };
export type Branch = Map<string, Branch | Leaf>;

/** Reads a projection field by field into a tree. */
export class SpecReader {
  readonly #tree: Branch = new Map();
  readonly #context: ProjectionContext;
  #mode: 'inclusion' | 'exclusion' | undefined;
  #id: boolean | undefined;
  #hasComputed = false;

  constructor(context: ProjectionContext) {
    this.#context = context;
  }

  read(spec: Document): void {
    for (const [path, value] of spec) this.#field(path, value);
  }

  finish(): { tree: Branch; isInclusion: boolean } {
    const isInclusion =
      this.#mode === 'inclusion' ||
      (this.#mode === undefined && (this.#id === true || (this.#hasComputed && this.#context.isStage === true)));
    if (isInclusion && this.#id !== false && !this.#tree.has('_id')) this.#tree.set('_id', { kind: 'include' });
    if (!isInclusion && this.#id === false) this.#tree.set('_id', { kind: 'exclude' });
    return { tree: this.#tree, isInclusion };
  }

  #field(path: string, value: Value): void {
    if (path.endsWith('.$') && this.#context.isStage !== true) throw notOffered(31271, 'A positional projection');
    fieldPathSteps(path);
    if (isDocument(value)) this.#documentField(path, value);
    else if (typeof value === 'boolean' || isNumber(value)) this.#flag(path, isTrue(value));
    else this.#computed(path, value);
  }

  #flag(path: string, isIncluded: boolean): void {
    if (path === '_id') {
      this.#id = isIncluded;
      return;
    }
    this.#enter(isIncluded ? 'inclusion' : 'exclusion', path);
    this.#set(path, { kind: isIncluded ? 'include' : 'exclude' });
  }

  #enter(mode: 'inclusion' | 'exclusion', path: string): void {
    if (this.#mode !== undefined && this.#mode !== mode)
      throw mode === 'inclusion'
        ? new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    this.#mode = mode;
  }

  #documentField(path: string, value: Document): void {
    if (value.size === 0)
      throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (!isExpressionDocument(value)) {
      for (const [key, inner] of value) this.#field(`${path}.${key}`, inner);
      return;
    }
    const [operator] = value.keys();
    if (!Object.hasOwn(EXPRESSIONS, operator as string)) throw refusedProjection(operator as string);
    this.#computed(path, value);
  }

  #computed(path: string, value: Value): void {
    if (this.#mode === 'exclusion')
      throw new MongoError(
        isDocument(value) ? 31252 : 31310,
        `Cannot use expression other than $meta in exclusion projection on field ${path}`,
      );
    this.#mode = 'inclusion';
    this.#hasComputed = true;
    this.#set(path, { kind: 'compute', evaluate: compileExpression(value, {}) });
  }

  #set(path: string, leaf: Leaf): void {
    const steps = fieldPathSteps(path);
    const last = steps.pop() as string;
    let branch = this.#tree;
    for (const step of steps) {
      const next = branch.get(step) ?? new Map();
      if (!(next instanceof Map)) throw collision(31249, path, step);
      branch.set(step, next);
      branch = next;
    }
    if (branch.has(last)) throw collision(31250, path, last);
    branch.set(last, leaf);
  }
}

function collision(code: number, path: string, remaining: string): MongoError {
  return new MongoError(code, `Path collision at ${path} remaining portion ${remaining}`);
}

function refusedProjection(operator: string): MongoError {
  if (operator === '$elemMatch' || operator === '$slice' || operator === '$meta')
    return notOffered(31325, `The projection ${operator}`);
  return new MongoError(31325, `Unknown expression ${operator}`);
}

function isExpressionDocument(value: Document): boolean {
  const [first] = value.keys();
  return (first?.startsWith('$') ?? false) && value.size === 1;
}
