/** Which update operators are offered. */
import { typeName } from '../bson/types.ts';
import { renderDocument } from '../bson/render.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { ARRAY_MODIFIERS } from './array-modifiers.ts';
import { FIELD_MODIFIERS } from './field-modifiers.ts';
import type { Modifier, Update } from './modifier.ts';
import { placedPath } from './positional.ts';
import { refuseConflicts } from './conflicts.ts';
import { updateSteps } from './update-path.ts';

/** Every update operator there is; anything else is refused. */
export const MODIFIERS: Readonly<Record<string, Modifier>> = { ...FIELD_MODIFIERS, ...ARRAY_MODIFIERS };

/** Operators of MongoDB's that are not offered. */
const REFUSED = new Set(['$addToSet', '$bit', '$currentDate', '$min', '$mul', '$pop', '$pullAll', '$rename']);

interface Change {
  path: string;
  steps: string[];
  isOnInsertOnly: boolean;
  apply: ReturnType<Modifier>;
}

/** Compiles `{ $set: …, $inc: … }`. Fields are changed in the order of their names, as MongoDB does since 5.0. */
export function compileModifiers(update: Document): Update {
  const changes = [...update].flatMap(([operator, fields]) => changesOf(operator, fields, update));
  refuseConflicts(changes);
  changes.sort((a, b) => compareSteps(a.steps, b.steps));
  return ({ document, position, isInsert = false }) => {
    for (const change of changes) {
      if (change.isOnInsertOnly && !isInsert) continue;
      change.apply(document, placedPath(change.steps, position));
    }
    return document;
  };
}

function changesOf(operator: string, fields: Value, update: Document): Change[] {
  const modifier = Object.hasOwn(MODIFIERS, operator) ? MODIFIERS[operator] : undefined;
  if (REFUSED.has(operator)) throw notOffered(9, `The update operator ${operator}`);
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
    path,
    steps: updateSteps(path),
    isOnInsertOnly: operator === '$setOnInsert',
    apply: modifier(operand, { path, operator }),
  }));
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
