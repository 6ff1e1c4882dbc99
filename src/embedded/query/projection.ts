import { EMPTY_VARIABLES, type Variables } from '../aggregation/environment.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { projectPosition } from './projection-arrays.ts';
import { SpecReader, type Branch, type Leaf, type ProjectionContext } from './projection-spec.ts';
import type { MatchPosition } from './paths.ts';

export type Projection = (document: Document, position?: MatchPosition) => Document;

/**
 * Compiles a projection of `find` or `$project`.
 * @throws MongoError 31253 and 31254 when inclusion and exclusion are mixed, and others as MongoDB does
 */
export function compileProjection(spec: Document, context: ProjectionContext): Projection {
  const reader = new SpecReader(context);
  reader.read(spec);
  const { tree, isInclusion, positional } = reader.finish();
  const variables = context.variables ?? EMPTY_VARIABLES;
  return (document, position) => {
    const source = positional ? projectPosition(document, positional, position) : document;
    return applyBranch(source, tree, isInclusion, { root: document, variables });
  };
}

/** `$addFields`: every leaf is an expression, everything else stays. */
export function addFieldsTree(spec: Document, context: ProjectionContext): (document: Document) => Document {
  const reader = new SpecReader({ ...context, isStage: true });
  reader.readComputed(spec);
  const { tree } = reader.finish();
  const variables = context.variables ?? EMPTY_VARIABLES;
  return (document) => applyBranch(document, tree, false, { root: document, variables });
}

interface Surroundings {
  root: Document;
  variables: Variables;
}

function applyBranch(document: Document, branch: Branch, isInclusion: boolean, around: Surroundings): Document {
  const result: Document = new Map();
  const last: Document = new Map();
  for (const [key, value] of document) {
    const node = branch.get(key);
    if (node === undefined) {
      if (!isInclusion) result.set(key, value);
      continue;
    }
    const projected = applyNode(value, node, isInclusion, around);
    if (projected === undefined) continue;
    if (isInclusion && isLast(node)) last.set(key, projected);
    else result.set(key, projected);
  }
  for (const [key, value] of last) result.set(key, value);
  for (const [key, node] of branch) if (!document.has(key)) addMissing(result, key, node, around);
  return result;
}

/** Among included fields, what `$elemMatch` finds stands behind all others. */
function isLast(node: Branch | Leaf): boolean {
  return !(node instanceof Map) && node.kind === 'array' && node.isLast === true;
}

function applyNode(value: Value, node: Branch | Leaf, isInclusion: boolean, around: Surroundings): Value | undefined {
  if (node instanceof Map) return applyInside(value, node, isInclusion, around);
  switch (node.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'compute':
      return node.evaluate(around);
    case 'array':
      return node.change(value);
  }
}

/** Projections reach into arrays, element by element; a computed field replaces what is not a document. */
function applyInside(value: Value, branch: Branch, isInclusion: boolean, around: Surroundings): Value | undefined {
  if (isDocument(value)) return applyBranch(value, branch, isInclusion, around);
  if (Array.isArray(value))
    return value
      .map((element) => applyInside(element, branch, isInclusion, around))
      .filter((element) => element !== undefined);
  if (hasComputed(branch)) return applyBranch(new Map(), branch, isInclusion, around);
  return isInclusion ? undefined : value;
}

function addMissing(result: Document, key: string, node: Branch | Leaf, around: Surroundings): void {
  if (node instanceof Map) {
    if (!hasComputed(node)) return;
    result.set(key, applyBranch(new Map(), node, true, around));
  } else if (node.kind === 'compute') {
    const value = node.evaluate(around);
    if (value !== undefined) result.set(key, value);
  }
}

function hasComputed(branch: Branch): boolean {
  return [...branch.values()].some((node) => (node instanceof Map ? hasComputed(node) : node.kind === 'compute'));
}
