/** How many documents `$unwind` makes of one. */
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { fieldPathSteps } from '../../bson/paths.ts';
import { splitFieldPath } from '../../expressions/expression.ts';
import { setNested } from '../nested.ts';
import type { CompileStage, Stream } from '../stage.ts';

interface Unwind {
  steps: string[];
  indexSteps: string[] | undefined;
  keepsEmpty: boolean;
}

export const unwind: CompileStage = (spec) => {
  const options = parseUnwind(spec);
  return function* (input: Stream): Stream {
    for (const document of input) {
      if (document) yield* unwindDocument(document, options);
      else yield undefined;
    }
  };
};

function parseUnwind(spec: Value): Unwind {
  const fields = isDocument(spec) ? spec : new Map([['path', spec]]);
  if (!isDocument(spec) && typeof spec !== 'string')
    throw new MongoError(15981, 'expected either a string or an object as specification for $unwind stage');
  for (const field of fields.keys())
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(field))
      throw new MongoError(28811, `unrecognized option to $unwind stage: ${field}`);
  const path = fields.get('path');
  const index = fields.get('includeArrayIndex');
  const keeps = fields.get('preserveNullAndEmptyArrays') ?? false;
  if (path === undefined) throw new MongoError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string') throw new MongoError(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof keeps !== 'boolean')
    throw new MongoError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new MongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  if (index?.startsWith('$'))
    throw new MongoError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  return {
    steps: splitFieldPath(path.slice(1)),
    indexSteps: index === undefined ? undefined : fieldPathSteps(index),
    keepsEmpty: keeps,
  };
}

/** A value that is no array counts as an array of that one value, without an index. */
function* unwindDocument(
  document: Document,
  { steps, indexSteps, keepsEmpty }: Unwind,
): Iterable<Document | undefined> {
  const value = valueThroughDocuments(document, steps);
  const withIndex = (result: Document, index: bigint | null): Document =>
    indexSteps ? setNested(result, indexSteps, index) : result;
  if (Array.isArray(value) && value.length > 0) {
    for (let i = 0; i < value.length; i++) yield withIndex(setNested(document, steps, value[i]), BigInt(i));
  } else if (Array.isArray(value) || value === undefined || value === null) {
    if (keepsEmpty) yield withIndex(Array.isArray(value) ? setNested(document, steps, undefined) : document, null);
    else yield undefined;
  } else yield withIndex(document, null);
}

function valueThroughDocuments(document: Document, steps: string[]): Value | undefined {
  let node: Value | undefined = document;
  for (const step of steps) node = isDocument(node) ? node.get(step) : undefined;
  return node;
}
