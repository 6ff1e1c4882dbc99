import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Collation } from '../query/collation.ts';
import type { Variables } from './environment.ts';
import { refusedStage } from './stages/refused.ts';
import { STAGES } from './stages/table.ts';

/** Documents on their way; undefined is a breath, at which a long command lets others go first. */
export type Stream = Iterable<Document | undefined>;
export type Stage = (input: Stream) => Stream;

export interface PipelineContext {
  collation: Collation | undefined;
  variables: Variables;
  /** How many pipelines this one is in. */
  depth?: number;
  isInFacet?: boolean;
  /** The sessions that `$listLocalSessions` shows; update pipelines have none. */
  localSessions?(): Document[];
  /** All documents of a collection of the same database, matching a filter that an index may serve. */
  read(collection: string, filter?: Document): Stream;
}

export type CompileStage = (spec: Value, context: PipelineContext, name: string) => Stage;

/** Stages that begin a pipeline without a collection. */
export const COLLECTIONLESS: readonly string[] = ['$documents', '$listClusterCatalog', '$listLocalSessions'];
/** Stages that tell of a collection, or read it in a way of their own, and so come first. */
const OF_COLLECTION = new Set(['$collStats', '$geoNear', '$indexStats', '$listSessions', '$planCacheStats']);

const MAX_DEPTH = 20;

/** The context of a pipeline within a stage. */
export function within(context: PipelineContext): PipelineContext {
  return { ...context, depth: (context.depth ?? 0) + 1 };
}

/**
 * Compiles a pipeline into one function from documents to documents.
 * @throws MongoError 40324 for a stage that is unknown or not offered
 */
export function compilePipeline(stages: Value[], context: PipelineContext): Stage {
  if ((context.depth ?? 0) > MAX_DEPTH)
    throw new MongoError(232, `Maximum number of nested sub-pipelines exceeded. Limit is ${MAX_DEPTH}`);
  const compiled = stages.map((stage, i) => {
    const [name] = stageOf(stage);
    if (name === '$out' || name === '$merge')
      throw new MongoError(
        i < stages.length - 1 ? 40601 : 51047,
        `${name} can only be the final stage of an aggregation`,
      );
    if (i > 0 && (COLLECTIONLESS.includes(name) || OF_COLLECTION.has(name)))
      throw new MongoError(40602, `${name} is only valid as the first stage in a pipeline.`);
    return compileStage(stage, context);
  });
  return (input) => compiled.reduce((stream, stage) => stage(stream), input);
}

function compileStage(stage: Value, context: PipelineContext): Stage {
  const [name, spec] = stageOf(stage);
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (compile) return compile(spec, context, name);
  throw refusedStage(name, spec);
}

/** The one field of a stage. */
export function stageOf(stage: Value): [name: string, spec: Value] {
  if (!isDocument(stage)) throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  if (stage.size !== 1)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return stage.entries().next().value as [string, Value];
}

/** @throws MongoError TypeMismatch */
export function pipelineArgument(value: Value | undefined): Value[] {
  if (value === undefined)
    throw new MongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (!Array.isArray(value)) throw new MongoError(14, "'pipeline' option must be specified as an array");
  value.forEach(stageOf);
  return value;
}
