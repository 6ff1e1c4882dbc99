/** What `$facet` answers, and which stages it may not hold. */
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { pipelineArgument, stageOf, type CompileStage, type Stage, type Stream } from '../stage.ts';

const NOT_WITHIN = new Set([
  '$facet',
  '$out',
  '$merge',
  '$geoNear',
  '$collStats',
  '$indexStats',
  '$changeStream',
  '$documents',
  '$listCatalog',
  '$listClusterCatalog',
  '$listLocalSessions',
  '$planCacheStats',
]);

/** Runs several pipelines over the same documents and answers one document of arrays. */
export const facet: CompileStage = (spec, context, compile) => {
  if (context.isInFacet) throw new MongoError(40600, '$facet is not allowed to be used within a $facet stage');
  if (!isDocument(spec) || spec.size === 0)
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const facets = [...spec].map(([name, stages]): [string, Stage] => {
    if (name.includes('.') || name.startsWith('$') || name === '')
      throw new MongoError(name === '' ? 15998 : name.startsWith('$') ? 16410 : 16412, `invalid facet name: ${name}`);
    if (!Array.isArray(stages)) throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is not`);
    if (!stages.every(isDocument))
      throw new MongoError(40171, `elements of arrays in $facet must be objects, in ${name}`);
    for (const stage of pipelineArgument(stages)) refuseWithin(stageOf(stage)[0]);
    return [name, compile(stages, { ...context, isInFacet: true })];
  });
  return function* (input: Stream): Stream {
    const documents: Document[] = [];
    for (const document of input) {
      if (document) documents.push(context.room.take(document));
      yield undefined;
    }
    const result: Document = new Map();
    for (const [name, run] of facets) {
      const found: Value[] = [];
      for (const document of run(documents)) {
        if (document) found.push(context.room.take(document));
        else yield undefined;
      }
      result.set(name, found);
    }
    yield result;
  };
};

function refuseWithin(stage: string): void {
  if (NOT_WITHIN.has(stage)) throw new MongoError(40600, `${stage} is not allowed to be used within a $facet stage`);
}
