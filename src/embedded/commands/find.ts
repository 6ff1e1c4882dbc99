/** Which documents `find` answers. */
import { decodeDocument } from '../bson/decode.ts';
import type { Document } from '../bson/value.ts';
import { select, type Matches, type Selection } from '../plans/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { booleanArgument, collectionName, countArgument, documentArgument } from './arguments.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import type { CursorItems } from './cursors.ts';
import { timeLimitOf } from './time-limit.ts';

const find: Command = {
  arguments: {
    filter: 'document',
    sort: 'document',
    projection: 'document',
    skip: 'number',
    limit: 'number',
    batchSize: 'number',
    singleBatch: 'safeBool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'find')}`;
    const collection = context.collection(namespace);
    const selection = selectionOf(command, context, 'filter');
    const projection = documentArgument(command, 'projection');
    const project = projection && projection.size > 0 ? compileProjection(projection, {}) : undefined;
    const matches = collection ? select(context.view, collection, selection) : nothing(selection);
    return context.server.cursors.open(projected(matches, project), namespace, {
      batchSize: countArgument(command, 'batchSize', 'find'),
      isSingleBatch: booleanArgument(command, 'singleBatch'),
      timeLimit: timeLimitOf(command),
      sessionKey: context.sessionKey,
      transaction: context.transaction,
    });
  },
};

/** Even without a collection, a malformed filter is refused. */
function nothing(selection: Selection): Matches {
  compileFilter(selection.filter);
  return [];
}

function* projected(matches: Matches, project: Projection | undefined): CursorItems {
  for (const match of matches) {
    if (match && project) yield project(decodeDocument(match.bytes));
    else yield match?.bytes;
  }
}

/** The arguments that find shares with count, distinct and findAndModify. */
export function selectionOf(command: Document, context: CommandContext, filterField: string): Selection {
  return {
    filter: filterArgument(command.get(filterField) ?? undefined, `${context.name}.${filterField}`),
    sort: documentArgument(command, 'sort'),
    skip: countArgument(command, 'skip', context.name) ?? 0,
    limit: countArgument(command, 'limit', context.name) ?? 0,
  };
}

export const FIND: Commands = { find };
