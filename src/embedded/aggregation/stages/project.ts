import { typeNameOrMissing } from '../../bson/types.ts';
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { addFieldsTree, compileProjection } from '../../query/projection.ts';
import { fieldPathSteps } from '../../query/paths.ts';
import { compileExpression } from '../expression.ts';
import type { CompileStage, Stage, Stream } from '../stage.ts';

function mapDocuments(apply: (document: Document) => Document): Stage {
  return function* (input: Stream): Stream {
    for (const document of input) yield document && apply(document);
  };
}

export const projectStage: CompileStage = (spec, { collation, variables }) => {
  if (!isDocument(spec)) throw new MongoError(15969, '$project specification must be an object');
  if (spec.size === 0)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const project = compileProjection(spec, { collation, variables, isStage: true });
  return mapDocuments((document) => project(document));
};

export const addFields: CompileStage = (spec, { collation, variables }, name) => {
  if (!isDocument(spec)) throw new MongoError(40272, `${name} specification stage must be an object`);
  if (spec.size === 0)
    throw new MongoError(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  const apply = addFieldsTree(spec, { collation, variables });
  return mapDocuments(apply);
};

export const unset: CompileStage = (spec, context) => {
  const paths = typeof spec === 'string' ? [spec] : spec;
  if (!Array.isArray(paths)) throw new MongoError(31002, '$unset specification must be a string or an array');
  if (paths.length === 0)
    throw new MongoError(31119, '$unset specification must be a string or an array with at least one field');
  const exclusion: Document = new Map();
  for (const path of paths) {
    if (typeof path !== 'string')
      throw new MongoError(31120, '$unset specification must be a string or an array containing only string values');
    fieldPathSteps(path, 9527900);
    if (exclusion.has(path)) throw new MongoError(31250, `Path collision at ${path}`);
    exclusion.set(path, 0);
  }
  const project = compileProjection(exclusion, { ...context, isStage: true });
  return mapDocuments((document) => project(document));
};

export const replaceRoot: CompileStage = (spec, context, name) => {
  const compiled = compileExpression(replacementOf(spec, name), context);
  return mapDocuments((root) => {
    const value = compiled({ root, variables: context.variables });
    if (!isDocument(value))
      throw new MongoError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeNameOrMissing(value)}`,
      );
    return value;
  });
};

function replacementOf(spec: Value, name: string): Value {
  if (name === '$replaceWith') return spec;
  if (!isDocument(spec)) throw new MongoError(40229, '$replaceRoot expected an object as specification');
  for (const field of spec.keys())
    if (field !== 'newRoot') throw new MongoError(40415, `BSON field '$replaceRoot.${field}' is an unknown field.`);
  const root = spec.get('newRoot');
  if (root === undefined)
    throw new MongoError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  return root;
}
