/** How a pipeline is answered, and how much of it the plans do. */
import type { Document, Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { compilePipeline } from '../aggregation/pipeline.ts';
import { pipelineArgument } from '../aggregation/stage.ts';
import { pipelineFields } from '../aggregation/dependencies.ts';
import { select, selectFields, type Matches } from '../plans/executor.ts';
import { checkFields, collectionName, countArgument, documentArgument } from './arguments.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import type { CursorItems } from './cursors.ts';
import { leadingQuery } from './leading-query.ts';
import { pipelineContext } from './pipeline-context.ts';
import { timeLimitOf } from './time-limit.ts';

const aggregate: Command = {
  arguments: { pipeline: 'any', cursor: 'document' },
  mayBeInTransaction: true,
  async run(command, context) {
    const stages = pipelineArgument(command.get('pipeline'));
    const cursor = documentArgument(command, 'cursor');
    if (!cursor)
      throw new MongoError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
    checkFields(cursor, 'cursor', { batchSize: 'number' });
    const namespace = `${context.database}.${collectionName(command, 'aggregate')}`;
    return context.server.cursors.open(aggregation(command, stages, context, namespace), namespace, {
      batchSize: countArgument(cursor, 'batchSize', 'aggregate'),
      timeLimit: timeLimitOf(command),
      sessionKey: context.sessionKey,
      transaction: context.transaction,
    });
  },
};

/** The documents of a pipeline; what can be, is left to the query planner. */
function aggregation(command: Document, stages: Value[], context: CommandContext, namespace: string): CursorItems {
  const { view } = context;
  const collection = context.collection(namespace);
  const pipeline = pipelineContext(context);
  const { selection, rest } = leadingQuery(stages);
  compilePipeline(stages, pipeline);
  if (rest.length === 0) return collection ? bytesOf(select(view, collection, selection)) : [];
  const run = compilePipeline(rest, pipeline);
  return run(collection ? selectFields(view, collection, selection, pipelineFields(rest)) : []);
}

function* bytesOf(matches: Matches): CursorItems {
  for (const match of matches) yield match?.bytes;
}

export const AGGREGATE: Commands = { aggregate };
