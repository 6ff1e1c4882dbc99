/** What is left of a document by a projection. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { SpecReader, type Branch, type Leaf, type ProjectionContext } from './projection-spec.ts';

export type Projection = (document: Document) => Document;

/**
 * Compiles a projection of `find` or `$project`.
 * @throws MongoError 31253 and 31254 when inclusion and exclusion are mixed, and others as MongoDB does
 */
export function compileProjection(spec: Document, context: ProjectionContext): Projection {
  const reader = new SpecReader(context);
  reader.read(spec);
  const { tree, isInclusion } = reader.finish();
  return (document) => applyBranch(document, tree, isInclusion, document);
}

function applyBranch(document: Document, branch: Branch, isInclusion: boolean, root: Document): Document {
  const result: Document = new Map();
  for (const [key, value] of document) {
    const node = branch.get(key);
    if (node === undefined) {
      if (!isInclusion) result.set(key, value);
      continue;
    }
    const projected = applyNode(value, node, isInclusion, root);
    if (projected !== undefined) result.set(key, projected);
  }
  for (const [key, node] of branch) if (!document.has(key)) addMissing(result, key, node, root);
  return result;
}

function applyNode(value: Value, node: Branch | Leaf, isInclusion: boolean, root: Document): Value | undefined {
  if (node instanceof Map) return applyInside(value, node, isInclusion, root);
  switch (node.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'compute':
      return node.evaluate(root);
  }
}

/** Projections reach into arrays, element by element; a computed field replaces what is not a document. */
function applyInside(value: Value, branch: Branch, isInclusion: boolean, root: Document): Value | undefined {
  if (isDocument(value)) return applyBranch(value, branch, isInclusion, root);
  if (Array.isArray(value))
    return value
      .map((element) => applyInside(element, branch, isInclusion, root))
      .filter((element) => element !== undefined);
  if (hasComputed(branch)) return applyBranch(new Map(), branch, isInclusion, root);
  return isInclusion ? undefined : value;
}

function addMissing(result: Document, key: string, node: Branch | Leaf, root: Document): void {
  if (node instanceof Map) {
    if (!hasComputed(node)) return;
    result.set(key, applyBranch(new Map(), node, true, root));
  } else if (node.kind === 'compute') {
    const value = node.evaluate(root);
    if (value !== undefined) result.set(key, value);
  }
}

function hasComputed(branch: Branch): boolean {
  return [...branch.values()].some((node) => (node instanceof Map ? hasComputed(node) : node.kind === 'compute'));
}
