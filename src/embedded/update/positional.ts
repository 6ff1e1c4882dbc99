import { renderValue } from '../bson/render.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { arrayIndexOf, type MatchPosition } from '../query/paths.ts';
import type { ArrayFilters } from './array-filters.ts';

/** Replaces `$`, `$[]` and `$[identifier]` in a path by the places they stand for. */
export function expandPath(
  document: Document,
  steps: string[],
  position: MatchPosition | undefined,
  filters: ArrayFilters,
): string[][] {
  if (!steps.some((step) => step.startsWith('$'))) return [steps];
  let found: { node: Value | undefined; path: string[] }[] = [{ node: document, path: [] }];
  for (const step of steps) found = found.flatMap(({ node, path }) => placesOf(step, node, path, position, filters));
  return found.map(({ path }) => path);
}

function placesOf(
  step: string,
  node: Value | undefined,
  path: string[],
  position: MatchPosition | undefined,
  filters: ArrayFilters,
): { node: Value | undefined; path: string[] }[] {
  if (step === '$') {
    if (position?.index === undefined)
      throw new MongoError(2, 'The positional operator did not find the match needed from the query.');
    return [at(node, String(position.index), path)];
  }
  if (!step.startsWith('$[')) return [at(node, step, path)];
  if (!Array.isArray(node)) throw notAnArray(node, path);
  const matches = step === '$[]' ? () => true : filterFor(step, filters);
  return node.flatMap((element, i) => (matches(element) ? [{ node: element, path: [...path, String(i)] }] : []));
}

function at(node: Value | undefined, step: string, path: string[]): { node: Value | undefined; path: string[] } {
  const next = isDocument(node) ? node.get(step) : Array.isArray(node) ? node[arrayIndexOf(step) ?? -1] : undefined;
  return { node: next, path: [...path, step] };
}

function filterFor(step: string, filters: ArrayFilters): (element: Value) => boolean {
  const identifier = step.slice(2, -1);
  const matches = filters.get(identifier);
  if (!matches) throw new MongoError(2, `No array filter found for identifier '${identifier}' in path`);
  return matches;
}

function notAnArray(node: Value | undefined, path: string[]): MongoError {
  if (node === undefined)
    return new MongoError(
      2,
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    );
  return new MongoError(2, `Cannot apply array updates to non-array element ${path.at(-1)}: ${renderValue(node)}`);
}
