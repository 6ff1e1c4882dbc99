import type { Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { stageOf, type CompilePipeline, type PipelineContext, type Stage } from './stage.ts';
import { refusedStage } from './stages/refused.ts';
import { STAGES } from './stages/table.ts';

/** Stages that begin a pipeline without a collection. */
export const COLLECTIONLESS: readonly string[] = ['$documents', '$listClusterCatalog', '$listLocalSessions'];
/** Stages that tell of a collection, or read it in a way of their own, and so come first. */
const OF_COLLECTION = new Set(['$collStats', '$geoNear', '$indexStats', '$listSessions', '$planCacheStats']);

const MAX_DEPTH = 20;

/**
 * Compiles a pipeline into one function from documents to documents.
 * @throws MongoError 40324 for a stage that is unknown or not offered
 */
export const compilePipeline: CompilePipeline = (stages, context) => {
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
};

function compileStage(stage: Value, context: PipelineContext): Stage {
  const [name, spec] = stageOf(stage);
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (compile) return compile(spec, context, name, compilePipeline);
  throw refusedStage(name, spec, context);
}
