import { renderValue } from '../bson/render.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Modifier } from './modifier.ts';
import { findPlace, makePlace, refuseBlocked } from './place.ts';
import { updateSteps } from './update-path.ts';

/** `$rename` takes a field away and sets it elsewhere; neither place may be in an array. */
export const rename: Modifier = (operand, { path }) => {
  if (typeof operand !== 'string')
    throw new MongoError(2, `The 'to' field for $rename must be a string: ${path}: ${renderValue(operand)}`);
  if (operand === path)
    throw new MongoError(2, `The source and target field for $rename must differ: ${path}: "${operand}"`);
  if (operand.includes('\0'))
    throw new MongoError(9867600, `The 'to' field for $rename cannot contain an embedded null byte: ${path}`);
  const target = updateSteps(operand);
  if ([...target, ...path.split('.')].some((step) => step.startsWith('$')))
    throw new MongoError(2, `The source and target field for $rename may not be dynamic: ${path}`);
  if (target[0] === '_id')
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return (document, steps) => {
    refuseBlocked(document, steps);
    const source = findPlace(document, steps);
    const value = source?.get();
    if (!source || value === undefined) return;
    if (source.isInArray || crossesArray(document, steps))
      throw new MongoError(
        2,
        `The source field cannot be an array element, '${path}' in doc with _id: ${renderValue(document.get('_id'))}`,
      );
    if (crossesArray(document, target))
      throw new MongoError(
        2,
        `The destination field cannot be an array element, '${operand}' in doc with _id: ${renderValue(document.get('_id'))}`,
      );
    source.remove();
    const destination = makePlace(document, target);
    destination.set(value);
  };
};

function crossesArray(document: Document, steps: string[]): boolean {
  let node: Value | undefined = document;
  for (const step of steps.slice(0, -1)) {
    node = isDocument(node) ? node.get(step) : undefined;
    if (Array.isArray(node)) return true;
  }
  return false;
}
