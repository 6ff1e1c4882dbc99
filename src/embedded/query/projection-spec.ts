import { compileExpression } from '../aggregation/expression.ts';
import { EXPRESSIONS } from '../aggregation/expressions/table.ts';
import { EMPTY_VARIABLES, type Evaluate, type Variables } from '../aggregation/environment.ts';
import { isTrue } from '../aggregation/truth.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import type { Collation } from './collation.ts';
import { compileElementChoice, compileSlice, type ArrayChange } from './projection-arrays.ts';
import { fieldPathSteps } from './paths.ts';

export interface ProjectionContext {
  collation?: Collation | undefined;
  variables?: Variables;
  /** True in `$project`, which knows no `$slice`, `$elemMatch` and positional projection. */
  isStage?: boolean;
}

/** What becomes of one field: kept, dropped, computed, changed as an array, or looked into. */
export type Leaf =
  | { kind: 'include' }
  | { kind: 'exclude' }
  | { kind: 'compute'; evaluate: Evaluate }
  | { kind: 'array'; change: ArrayChange; isLast?: boolean };
export type Branch = Map<string, Branch | Leaf>;

/** Reads a projection field by field into a tree. */
export class SpecReader {
  private readonly tree: Branch = new Map();
  private readonly context: ProjectionContext;
  private mode: 'inclusion' | 'exclusion' | undefined;
  private id: boolean | undefined;
  private positional: string | undefined;
  private hasComputed = false;
  private hasElemMatch = false;
  private isAdding = false;

  constructor(context: ProjectionContext) {
    this.context = context;
  }

  read(spec: Document): void {
    for (const [path, value] of spec) this.field(path, value);
  }

  /** Reads `$addFields`, where a document that is no expression holds fields of its own, without dots. */
  readComputed(spec: Document, prefix = ''): void {
    this.isAdding = true;
    for (const [path, value] of spec) {
      if (prefix !== '' && path.includes('.'))
        throw new MongoError(40183, `FieldPath field names may not contain '.': ${path}`);
      const full = prefix + path;
      if (isDocument(value) && value.size > 0 && !isExpressionDocument(value)) {
        if ([...value.keys()].some((key) => key.startsWith('$')))
          throw new MongoError(40181, `an expression must be the only field of its document: ${full}`);
        this.readComputed(value, `${full}.`);
      } else this.set(full, { kind: 'compute', evaluate: compileExpression(value, this.expressionContext()) });
    }
    this.mode = 'exclusion';
  }

  finish(): { tree: Branch; isInclusion: boolean; positional: string | undefined } {
    const isInclusion =
      this.mode === 'inclusion' ||
      (this.mode === undefined &&
        (this.id === true || this.hasElemMatch || (this.hasComputed && this.context.isStage === true)));
    if (isInclusion && this.id !== false && !this.tree.has('_id')) this.tree.set('_id', { kind: 'include' });
    if (!isInclusion && this.id === false) this.tree.set('_id', { kind: 'exclude' });
    return { tree: this.tree, isInclusion, positional: this.positional };
  }

  private field(path: string, value: Value): void {
    fieldPathSteps(this.isPositional(path) ? path.slice(0, -2) : path);
    if (isDocument(value)) this.documentField(path, value);
    else if (typeof value === 'boolean' || isNumber(value)) this.flag(path, isTrue(value));
    else this.computed(path, value);
  }

  private isPositional(path: string): boolean {
    return path.endsWith('.$') && this.context.isStage !== true;
  }

  private flag(path: string, isIncluded: boolean): void {
    if (path === '_id') {
      this.id = isIncluded;
      return;
    }
    if (this.isPositional(path)) return this.position(path, isIncluded);
    this.enter(isIncluded ? 'inclusion' : 'exclusion', path);
    this.set(path, { kind: isIncluded ? 'include' : 'exclude' });
  }

  private enter(mode: 'inclusion' | 'exclusion', path: string): void {
    if (this.mode !== undefined && this.mode !== mode)
      throw mode === 'inclusion'
        ? new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    this.mode = mode;
  }

  private position(path: string, isIncluded: boolean): void {
    if (!isIncluded) throw new MongoError(31395, 'positional projection cannot be used with exclusion');
    if (this.positional !== undefined)
      throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
    this.positional = path.slice(0, -2);
    this.enter('inclusion', path);
    this.set(this.positional, { kind: 'include' });
  }

  private documentField(path: string, value: Document): void {
    if (this.isPositional(path))
      throw new MongoError(31271, 'positional projection cannot be used with a value or an expression');
    if (value.size === 0)
      throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (!isExpressionDocument(value)) {
      for (const [key, inner] of value) this.field(`${path}.${key}`, inner);
      return;
    }
    const [operator, operand] = value.entries().next().value as [string, Value];
    if (operator === '$meta') throw notOffered(17308, 'A $meta projection');
    if (this.context.isStage || !this.arrayOperator(path, operator, operand)) {
      if (!Object.hasOwn(EXPRESSIONS, operator)) throw new MongoError(31325, `Unknown expression ${operator}`);
      this.computed(path, value);
    }
  }

  private arrayOperator(path: string, operator: string, operand: Value): boolean {
    switch (operator) {
      case '$elemMatch':
        if (path.includes('.')) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
        this.hasElemMatch = true;
        this.set(path, { kind: 'array', change: compileElementChoice(operand, this.context), isLast: true });
        return true;
      case '$slice':
        if (Array.isArray(operand) && operand.length === 3) return false;
        if (
          !isNumber(operand) &&
          !(Array.isArray(operand) && operand.length === 2 && operand.every((part) => isNumber(part)))
        )
          return false;
        this.set(path, { kind: 'array', change: compileSlice(operand) });
        return true;
      default:
        return false;
    }
  }

  private computed(path: string, value: Value): void {
    if (this.mode === 'exclusion')
      throw new MongoError(
        isDocument(value) ? 31252 : 31310,
        `Cannot use expression other than $meta in exclusion projection on field ${path}`,
      );
    this.mode = 'inclusion';
    this.hasComputed = true;
    this.set(path, { kind: 'compute', evaluate: compileExpression(value, this.expressionContext()) });
  }

  private expressionContext(): { collation: Collation | undefined; variables: Variables } {
    return { collation: this.context.collation, variables: this.context.variables ?? EMPTY_VARIABLES };
  }

  private collision(code: number, path: string, remaining: string): MongoError {
    return new MongoError(this.isAdding ? 40176 : code, `Path collision at ${path} remaining portion ${remaining}`);
  }

  private set(path: string, leaf: Leaf): void {
    const steps = fieldPathSteps(path);
    const last = steps.pop() as string;
    let branch = this.tree;
    for (const step of steps) {
      const next = branch.get(step) ?? new Map();
      if (!(next instanceof Map)) throw this.collision(31249, path, step);
      branch.set(step, next);
      branch = next;
    }
    if (branch.has(last)) throw this.collision(31250, path, last);
    branch.set(last, leaf);
  }
}

function isExpressionDocument(value: Document): boolean {
  const [first] = value.keys();
  return (first?.startsWith('$') ?? false) && value.size === 1;
}
