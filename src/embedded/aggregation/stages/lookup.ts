import { documentOf, isDocument, Regex, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { Evaluate } from '../environment.ts';
import { compileExpression, splitFieldPath } from '../expression.ts';
import { refuseVariableName } from '../expressions/variable.ts';
import { setNested } from '../nested.ts';
import {
  pipelineArgument,
  within,
  type CompilePipeline,
  type CompileStage,
  type PipelineContext,
  type Stream,
} from '../stage.ts';
import { walkPath } from '../../query/paths.ts';

interface Lookup {
  /** Undefined when the pipeline brings its own documents. */
  from: string | undefined;
  as: string[];
  local: string[] | undefined;
  foreign: string | undefined;
  bindings: [name: string, value: Evaluate][];
  stages: Value[] | undefined;
}

/** Joins by equal fields, by a pipeline with variables, or by both. */
export const lookup: CompileStage = (spec, outer, _name, compile) => {
  const context = within(outer);
  const join = parseLookup(spec, context);
  if (join.stages) compile(join.stages, withBindings(join, new Map(), context));
  return function* (input: Stream): Stream {
    for (const document of input) {
      if (!document) {
        yield undefined;
        continue;
      }
      const found: Value[] = [];
      for (const foreign of joined(join, document, context, compile)) {
        if (foreign) found.push(foreign);
        else yield undefined;
      }
      yield setNested(document, join.as, found);
    }
  };
};

function joined(join: Lookup, document: Document, context: PipelineContext, compile: CompilePipeline): Stream {
  const filter =
    join.local && join.foreign !== undefined ? equalityFilter(document, join.local, join.foreign) : undefined;
  const stages = join.stages ?? [];
  const run = (rest: Value[], input: Stream): Stream =>
    rest.length === 0 ? input : compile(rest, withBindings(join, document, context))(input);
  if (join.from !== undefined) return run(stages, context.read(join.from, filter));
  const [documents, ...rest] = stages as [Value, ...Value[]];
  const match = filter ? [documentOf({ $match: filter })] : [];
  return run([documents, ...match, ...rest], []);
}

function withBindings({ bindings }: Lookup, root: Document, context: PipelineContext): PipelineContext {
  if (bindings.length === 0) return context;
  const variables = new Map(context.variables);
  for (const [name, evaluate] of bindings) variables.set(name, evaluate({ root, variables: context.variables }));
  return { ...context, variables };
}

/** A local array matches by each of its elements; a missing local field matches null and missing. */
function equalityFilter(document: Document, local: string[], foreign: string): Document {
  const values: Value[] = [];
  walkPath(document, local, 0, (value) => {
    values.push(...(Array.isArray(value) ? value : [value ?? null]));
    return false;
  });
  if (values.length === 0) values.push(null);
  const conditions = values.map((value) => documentOf({ [foreign]: documentOf({ $eq: value }) }));
  const [only] = conditions;
  if (values.length === 1 && only) return only;
  if (!values.some((value) => value instanceof Regex)) return documentOf({ [foreign]: documentOf({ $in: values }) });
  return documentOf({ $or: conditions });
}

const OPTIONS = new Set(['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']);

function parseLookup(spec: Value, context: PipelineContext): Lookup {
  if (!isDocument(spec)) throw new MongoError(9, 'the $lookup specification must be an Object');
  const [from, as, local, foreign] = ['from', 'as', 'localField', 'foreignField'].map((field) =>
    stringOption(spec, field),
  );
  const stages = spec.get('pipeline');
  if (as === undefined) throw new MongoError(9, "must specify 'as' field for a $lookup");
  checkSource(from, stages);
  for (const field of spec.keys())
    if (!OPTIONS.has(field)) throw new MongoError(40415, `unknown argument to $lookup: ${field}`);
  if ((local === undefined) !== (foreign === undefined) || (local === undefined && stages === undefined))
    throw new MongoError(9, '$lookup requires both or neither of localField and foreignField, or a pipeline');
  return {
    from,
    as: splitFieldPath(as),
    local: local === undefined ? undefined : splitFieldPath(local),
    foreign: foreign === undefined ? undefined : splitFieldPath(foreign).join('.'),
    bindings: parseBindings(spec.get('let'), context),
    stages: stages === undefined ? undefined : pipelineArgument(stages),
  };
}

/** @throws MongoError unless there is a collection to join with, or the pipeline brings its own documents */
function checkSource(from: string | undefined, stages: Value | undefined): void {
  const [first] = Array.isArray(stages) ? stages : [];
  const bringsDocuments = isDocument(first) && first.has('$documents');
  if (from === undefined && !bringsDocuments) throw new MongoError(9, "must specify 'from' field for a $lookup");
  if (from === '' || from?.startsWith('.') || from?.includes('\0'))
    throw new MongoError(73, `Invalid namespace specified '${from}'`);
  if (from !== undefined && bringsDocuments)
    throw new MongoError(73, "'$documents' can only be run without 'from' in $lookup");
}

/** Null and the empty string stand for an option that is not there, but only for the fields of an equality. */
function stringOption(spec: Document, field: string): string | undefined {
  const value = spec.get(field);
  if ((value === null || value === '') && field.endsWith('Field')) return undefined;
  if (value === undefined || typeof value === 'string') return value;
  if (field === 'from' && isDocument(value))
    throw new MongoError(40415, "BSON field '$lookup.from' has an unknown field.");
  throw new MongoError(9, `$lookup argument '${field}' must be a string`);
}

function parseBindings(value: Value | undefined, context: PipelineContext): [string, Evaluate][] {
  if (value === undefined) return [];
  if (!isDocument(value)) throw new MongoError(9, "$lookup argument 'let' must be an object");
  return [...value].map(([name, expression]) => {
    refuseVariableName(name);
    return [name, compileExpression(expression, context)];
  });
}
