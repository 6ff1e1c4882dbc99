import { createHash } from 'node:crypto';
import { encodeDocument, type Encodable } from '../bson/encode.ts';
import { typeName } from '../bson/types.ts';
import { documentOf, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compilePipeline } from '../aggregation/pipeline.ts';
import { pipelineArgument, stageOf } from '../aggregation/stage.ts';
import { counting, scan, type Selection } from '../query/executor.ts';
import { filterArgument } from '../query/filter.ts';
import { planQuery, type Plan } from '../query/planner.ts';
import { naturalDirection, parseSort } from '../query/sort.ts';
import { leadingQuery } from './leading-query.ts';
import { documentArgument } from './arguments.ts';
import { commandValue, type Command, type CommandContext, type Commands, type Reply } from './command.ts';
import { collationFor, hintOf, selectionOf } from './find.ts';
import { pipelineContext } from './pipeline-context.ts';
import { drain } from './cursors.ts';

const explain: Command = {
  arguments: { verbosity: 'string' },
  run(command, context) {
    const explained = commandValue(command);
    if (!isDocument(explained)) throw new MongoError(14, 'explain command requires a nested object');
    return explainCommand(explained, String(command.get('verbosity') ?? 'allPlansExecution'), context);
  },
};

/** Tells how a command would find its documents, and, unless only the plan is asked for, what that costs. */
export async function explainCommand(explained: Document, verbosity: string, context: CommandContext): Promise<Reply> {
  const [name = ''] = explained.keys();
  const namespace = `${context.database}.${String(commandValue(explained))}`;
  const collection = context.collection(namespace);
  const selection = explainedSelection(name, explained, context);
  const plan = collection ? planOf(selection, collection) : undefined;
  const stage = plan ? describePlan(plan, selection) : { stage: 'EOF' };
  const stats =
    verbosity === 'queryPlanner' ? {} : { executionStats: await execute(context, selection, namespace, stage) };
  const queryPlanner = { namespace, parsedQuery: selection.filter, winningPlan: stage, rejectedPlans: [] };
  const stages = name === 'aggregate' ? ownStages(pipelineArgument(explained.get('pipeline'))) : [];
  return {
    explainVersion: '1',
    ...(stages.length > 0 ? { stages: [{ $cursor: { queryPlanner } }, ...stages] } : { queryPlanner }),
    ...stats,
    queryShapeHash: shapeHash(explained),
    command: explained,
    serverInfo: { host: context.server.host },
    serverParameters: {},
  };
}

function isRead(stage: Value): boolean {
  return !['$merge', '$out'].includes(stageOf(stage)[0]);
}

/** With documents of its own, or with a stage that writes, a pipeline is shown stage by stage, as MongoDB does. */
function ownStages(stages: Value[]): Value[] {
  const isOwn = stages.some((stage) => ['$documents', '$merge', '$out'].includes(stageOf(stage)[0]));
  return isOwn ? stages : [];
}

/** One digest for all commands that differ in values only. */
function shapeHash(command: Document): string {
  return createHash('sha256')
    .update(encodeDocument(shapeOf(command) as Document))
    .digest('hex')
    .toUpperCase();
}

function shapeOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (!isDocument(value)) return typeName(value);
  return new Map([...value].map(([key, field]) => [key, shapeOf(field)]));
}

/** What the explained command would look for. */
function explainedSelection(name: string, explained: Document, context: CommandContext): Selection {
  const collection = context.collection(`${context.database}.${String(explained.values().next().value)}`);
  const inner = { ...context, name };
  switch (name) {
    case 'find':
      return selectionOf(explained, inner, collection, 'filter');
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return selectionOf(explained, inner, collection, 'query');
    case 'aggregate': {
      const stages = pipelineArgument(explained.get('pipeline'));
      compilePipeline(stages.filter(isRead), pipelineContext(explained, context, collection));
      return {
        ...leadingQuery(stages).selection,
        collation: collationFor(explained, collection),
        hint: hintOf(explained.get('hint')),
      };
    }
    case 'update':
    case 'delete': {
      const [statement] = (explained.get(name === 'update' ? 'updates' : 'deletes') as Document[] | undefined) ?? [];
      if (!statement) throw new MongoError(2, `explain needs one statement of ${name}`);
      return {
        filter: filterArgument(documentArgument(statement, 'q'), 'q'),
        hint: hintOf(statement.get('hint')),
        collation: collationFor(statement, collection),
      };
    }
    default:
      throw new MongoError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function planOf(selection: Selection, collection: Parameters<typeof planQuery>[0]): Plan {
  const natural = naturalDirection(selection.sort);
  return planQuery(collection, {
    ...selection,
    natural,
    sort: selection.sort && natural === undefined ? parseSort(selection.sort) : undefined,
  });
}

function describePlan(plan: Plan, { filter, sort }: Selection): Reply {
  const access = describeAccess(plan, filter);
  const isSorted = !sort || sort.size === 0 || sort.has('$natural') || (plan.kind === 'index' && plan.isSorted);
  return isSorted ? access : { stage: 'SORT', sortPattern: sort, inputStage: access };
}

function describeAccess(plan: Plan, filter: Document): Reply {
  if (plan.kind === 'collection')
    return { stage: 'COLLSCAN', filter, direction: plan.isReverse ? 'backward' : 'forward' };
  if (plan.kind === 'union')
    return {
      stage: 'FETCH',
      filter,
      inputStage: { stage: 'OR', inputStages: plan.branches.map((branch) => describeAccess(branch, documentOf({}))) },
    };
  const { index, isReverse } = plan;
  return {
    stage: 'FETCH',
    filter,
    inputStage: {
      stage: 'IXSCAN',
      keyPattern: index.key,
      indexName: index.name,
      isMultiKey: index.isMultikey,
      isUnique: index.isUnique,
      isSparse: index.isSparse,
      isPartial: index.partialFilter !== undefined,
      direction: isReverse ? 'backward' : 'forward',
    },
  };
}

/** Runs the query to count, truthfully, what it looks at. */
async function execute(
  context: CommandContext,
  selection: Selection,
  namespace: string,
  stage: Reply,
): Promise<Encodable> {
  const collection = context.collection(namespace);
  const startedAt = performance.now();
  if (!collection)
    return {
      executionSuccess: true,
      nReturned: 0,
      executionTimeMillis: 0,
      totalKeysExamined: 0,
      totalDocsExamined: 0,
      executionStages: stage,
    };
  const plan = planOf(selection, collection);
  const returned = await drain(counting(context.view, collection, selection), Infinity);
  const { length: examined } = await drain(
    scan(context.view, collection, plan, () => true),
    Infinity,
  );
  return {
    executionSuccess: true,
    nReturned: returned.length,
    executionTimeMillis: Math.round(performance.now() - startedAt),
    totalKeysExamined: plan.kind === 'collection' ? 0 : examined,
    totalDocsExamined: examined,
    executionStages: stage,
  };
}

export const EXPLAIN: Commands = { explain };
