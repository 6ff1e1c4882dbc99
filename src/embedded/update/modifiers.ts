import { typeName } from '../bson/types.ts';
import { renderDocument } from '../bson/render.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Collation } from '../query/collation.ts';
import type { ArrayFilters } from './array-filters.ts';
import { ARRAY_MODIFIERS } from './array-modifiers.ts';
import { FIELD_MODIFIERS } from './field-modifiers.ts';
import type { Modifier, Update } from './modifier.ts';
import { expandPath } from './positional.ts';
import { refuseConflicts, type PlannedChange } from './conflicts.ts';
import { updateSteps } from './update-path.ts';

const MODIFIERS: Readonly<Record<string, Modifier>> = { ...FIELD_MODIFIERS, ...ARRAY_MODIFIERS };

interface Change extends PlannedChange {
  steps: string[];
  isOnInsertOnly: boolean;
  apply: ReturnType<Modifier>;
}

/** Compiles `{ $set: …, $inc: … }`. Fields are changed in the order of their names, as MongoDB does since 5.0. */
export function compileModifiers(
  update: Document,
  { filters, collation }: { filters: ArrayFilters; collation: Collation | undefined },
): Update {
  const changes = [...update].flatMap(([operator, fields]) => changesOf(operator, fields, update, collation));
  refuseConflicts(changes);
  refuseUnknownIdentifiers(changes, filters);
  changes.sort((a, b) => compareSteps(a.steps, b.steps));
  return ({ document, position, isInsert = false }) => {
    for (const change of changes) {
      if (change.isOnInsertOnly && !isInsert) continue;
      for (const path of expandPath(document, change.steps, position, filters)) change.apply(document, path);
    }
    return document;
  };
}

function changesOf(operator: string, fields: Value, update: Document, collation: Collation | undefined): Change[] {
  const modifier = Object.hasOwn(MODIFIERS, operator) ? MODIFIERS[operator] : undefined;
  if (!modifier)
    throw new MongoError(
      9,
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  if (!isDocument(fields))
    throw new MongoError(
      9,
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not ${renderDocument(update)}`,
    );
  return [...fields].map(([path, operand]) => ({
    operator,
    path,
    operand,
    steps: updateSteps(path),
    isOnInsertOnly: operator === '$setOnInsert',
    apply: modifier(operand, { path, operator, collation }),
  }));
}

function refuseUnknownIdentifiers(changes: Change[], filters: ArrayFilters): void {
  for (const { steps, path } of changes)
    for (const step of steps) {
      const identifier = /^\$\[(.+)\]$/.exec(step)?.[1];
      if (identifier !== undefined && !filters.has(identifier))
        throw new MongoError(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
    }
}

function compareSteps(a: string[], b: string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    const areNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return areNumbers ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}
