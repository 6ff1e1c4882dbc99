/** What a list of stages makes of documents. */
import type { Value } from '../bson/value.ts';
import { stageOf, type CompilePipeline, type PipelineContext, type Stage } from './stage.ts';
import { refusedStage } from './stages/refused.ts';
import { STAGES } from './stages/table.ts';

/**
 * Compiles a pipeline into one function from documents to documents.
 * @throws MongoError 40324 for a stage that is unknown or not offered
 */
export const compilePipeline: CompilePipeline = (stages, context) => {
  const compiled = stages.map((stage) => compileStage(stage, context));
  return (input) => compiled.reduce((stream, stage) => stage(stream), input);
};

function compileStage(stage: Value, context: PipelineContext): Stage {
  const [name, spec] = stageOf(stage);
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!compile) throw refusedStage(name);
  return compile(spec, context, compilePipeline);
}
