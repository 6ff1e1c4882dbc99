import { decodeDocument } from '../bson/decode.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { collationOf, type Collation } from '../query/collation.ts';
import { select, type Matches, type Selection } from '../query/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import type { Collection } from '../storage/collection.ts';
import { booleanArgument, collectionName, countArgument, documentArgument } from './arguments.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import type { CursorItems } from './cursors.ts';
import { timeLimitOf } from './time-limit.ts';

const find: Command = {
  arguments: {
    filter: 'document',
    sort: 'document',
    projection: 'document',
    hint: 'any',
    skip: 'number',
    limit: 'number',
    batchSize: 'number',
    singleBatch: 'safeBool',
    collation: 'document',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'find')}`;
    const collection = context.collection(namespace);
    const selection = selectionOf(command, context, collection, 'filter');
    const projection = documentArgument(command, 'projection');
    const project = projection && projection.size > 0 ? compileProjection(projection, selection) : undefined;
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
  compileFilter(selection.filter, selection);
  return [];
}

function* projected(matches: Matches, project: Projection | undefined): CursorItems {
  for (const match of matches) {
    if (match && project) yield project(decodeDocument(match.bytes));
    else yield match?.bytes;
  }
}

/** The arguments that find shares with count, distinct and findAndModify. */
export function selectionOf(
  command: Document,
  context: CommandContext,
  collection: Collection | undefined,
  filterField: string,
): Selection {
  return {
    filter: filterArgument(command.get(filterField) ?? undefined, `${context.name}.${filterField}`),
    sort: documentArgument(command, 'sort'),
    hint: hintOf(command.get('hint')),
    skip: countArgument(command, 'skip', context.name, context.name === 'count' ? 2 : undefined) ?? 0,
    limit: countArgument(command, 'limit', context.name) ?? 0,
    collation: collationFor(command, collection),
  };
}

/** A command's own collation, or else the collection's. */
export function collationFor(command: Document, collection: Collection | undefined): Collation | undefined {
  const own = documentArgument(command, 'collation');
  return collationOf(own && own.size > 0 ? own : collection?.options.get('collation'));
}

/** @throws MongoError for a hint that is neither a name nor a key pattern */
export function hintOf(hint: Value | undefined): Value | undefined {
  if (hint === undefined || (isDocument(hint) && hint.size === 0)) return undefined;
  if (typeof hint !== 'string' && !isDocument(hint)) throw new MongoError(9, 'Hint must be a string or an object');
  if (isDocument(hint) && hint.has('$natural')) refuseNatural(hint);
  return hint;
}

function refuseNatural(hint: Document): void {
  const direction = hint.get('$natural');
  if (hint.size > 1) throw new MongoError(2, "'$natural' may not be combined with other fields in a hint");
  if (!isNumber(direction) || Math.abs(toNumber(direction)) !== 1)
    throw new MongoError(2, '$natural hint may only accept a value of 1 or -1');
}

export const FIND: Commands = { find };
