import { toNumber } from '../bson/number.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { COLLECTIONLESS, compilePipeline } from '../aggregation/pipeline.ts';
import { pipelineArgument, stageOf } from '../aggregation/stage.ts';
import { decodeDocument } from '../bson/decode.ts';
import { pipelineFields } from '../aggregation/dependencies.ts';
import { select, selectFields, type Matches } from '../query/executor.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { checkFields, documentArgument, wrongType } from './arguments.ts';
import { commandValue, type Command, type CommandContext, type Commands, type Reply } from './command.ts';
import { drain, type CursorItems } from './cursors.ts';
import { leadingQuery } from './leading-query.ts';
import { outputOf } from './output.ts';
import type { Output } from './output-context.ts';
import { pipelineContext } from './pipeline-context.ts';
import { explainCommand } from './explain.ts';
import { hintOf } from './find.ts';
import { timeLimitOf } from './time-limit.ts';
import { bypassesValidation } from './validation.ts';

const aggregate: Command = {
  arguments: {
    pipeline: 'any',
    cursor: 'document',
    explain: 'bool',
    allowDiskUse: 'safeBool',
    bypassDocumentValidation: 'safeBool',
    collation: 'document',
    hint: 'any',
    let: 'document',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const output = outputFor(command, context);
    const explain = command.get('explain');
    if (explain === null) throw wrongType('aggregate.explain', explain, 'bool');
    if (explain === true) {
      if (command.has('writeConcern')) throw new MongoError(9, 'an explained aggregate takes no writeConcern');
      if (command.get('apiStrict') === true) throw new MongoError(323, "'explain' is not in API Version 1");
      return explainCommand(withoutExplain(command), 'queryPlanner', context);
    }
    const cursor = documentArgument(command, 'cursor');
    if (!cursor)
      throw new MongoError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
    checkFields(cursor, 'cursor', { batchSize: 'number' });
    const namespace = `${context.database}.${sourceOf(command)}`;
    const size = cursor.get('batchSize');
    if (output) return writeOutput(output, command, context, namespace);
    return context.server.cursors.open(aggregation(command, context, namespace), namespace, {
      batchSize: isNumber(size) ? toNumber(size) : undefined,
      timeLimit: timeLimitOf(command),
      sessionKey: context.sessionKey,
      transaction: context.transaction,
    });
  },
};

/** Stages that tell of the server, which no version of the API vouches for. */
const UNSTABLE = new Set(['$collStats', '$indexStats', '$listLocalSessions', '$listSessions', '$planCacheStats']);
const NOT_IN_TRANSACTION = new Set([...UNSTABLE, '$unionWith']);

/** The stage at the end that writes, if there is one. */
function outputFor(command: Document, context: CommandContext): Output | undefined {
  const { server, database, transaction } = context;
  const stages = pipelineArgument(command.get('pipeline'));
  const { catalog } = server.storage;
  const has = (names: ReadonlySet<string>): string | undefined =>
    stages.map((stage) => stageOf(stage)[0]).find((name) => names.has(name));
  const unstable = command.get('apiStrict') === true ? has(UNSTABLE) : undefined;
  if (unstable !== undefined) throw new MongoError(323, `stage ${unstable} is not allowed with 'apiStrict: true'`);
  const stray = transaction && has(NOT_IN_TRANSACTION);
  if (stray !== undefined) throw new MongoError(263, `${stray} cannot be used in a transaction`);
  const output = outputOf(stages, {
    ...pipelineContext(command, context, context.collection(`${database}.${String(commandValue(command))}`)),
    database,
    catalog,
    isBypassed: bypassesValidation(command),
  });
  const concern = documentArgument(command, 'readConcern')?.get('level');
  if (output && transaction) throw new MongoError(263, `${writingStage(stages)} cannot be used in a transaction`);
  if (output && concern === 'linearizable')
    throw new MongoError(72, `${writingStage(stages)} cannot be used with a 'linearizable' read concern level`);
  return output;
}

function writingStage(stages: Value[]): string {
  return stageOf(stages.at(-1) as Value)[0];
}

async function writeOutput(
  output: Output,
  command: Document,
  context: CommandContext,
  namespace: string,
): Promise<Reply> {
  const stages = pipelineArgument(command.get('pipeline')).slice(0, -1);
  const found = await drain(
    aggregation(new Map(command).set('pipeline', stages), context, namespace),
    timeLimitOf(command),
  );
  const documents = found.map((item) => (isDocument(item) ? item : decodeDocument(Buffer.from(item))));
  const failure = await context.write((view) => output(view, documents));
  if (failure) throw failure;
  return context.server.cursors.open([], namespace);
}

function withoutExplain(command: Document): Document {
  return new Map([...command].filter(([field]) => field !== 'explain' && field !== 'cursor'));
}

const NO_COLLECTION = '$cmd.aggregate';

/** @throws MongoError unless the command names a collection, or brings its own documents */
function sourceOf(command: Document): string {
  const value = commandValue(command);
  const [first] = pipelineArgument(command.get('pipeline'));
  const source = COLLECTIONLESS.find((name) => isDocument(first) && first.has(name));
  if (typeof value === 'string') {
    if (source) throw new MongoError(73, `'${source}' can only be run with {aggregate: 1}`);
    return value;
  }
  if (!isNumber(value) || toNumber(value) !== 1)
    throw new MongoError(
      9,
      `Invalid command format: the 'aggregate' field must specify a collection name or 1, not ${typeName(value)}`,
    );
  if (!source) throw new MongoError(73, '{aggregate: 1} is not valid for this pipeline; a collection is required.');
  return NO_COLLECTION;
}

/** The documents of a pipeline; what can be, is left to the query planner. */
function aggregation(command: Document, context: CommandContext, namespace: string): CursorItems {
  const { view } = context;
  const collection = context.collection(namespace);
  const stages = pipelineArgument(command.get('pipeline'));
  const pipeline = pipelineContext(command, context, collection);
  const { collation, variables } = pipeline;
  const { selection, rest } = leadingQuery(stages);
  compilePipeline(stages, pipeline);
  const asked = { ...selection, collation, variables, hint: hintOf(command.get('hint')) };
  if (rest.length === 0) return collection ? bytesOf(select(view, collection, asked)) : [];
  const run = compilePipeline(rest, pipeline);
  return run(collection ? selectFields(view, collection, asked, pipelineFields(rest)) : []);
}

function* bytesOf(matches: Matches): CursorItems {
  for (const match of matches) yield match?.bytes;
}

export const AGGREGATE: Commands = { aggregate };
