import { decodeDocument } from '../bson/decode.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { compileExpression } from '../aggregation/expression.ts';
import { EMPTY_VARIABLES, type Variables } from '../aggregation/environment.ts';
import { refuseVariableName } from '../aggregation/expressions/variable.ts';
import { collationOf, type Collation } from '../query/collation.ts';
import { select, type Matches, type Selection } from '../query/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import type { Collection } from '../storage/collection.ts';
import { booleanArgument, collectionName, countArgument, documentArgument } from './arguments.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import type { CursorItems } from './cursors.ts';
import { timeLimitOf } from './time-limit.ts';

const REFUSED = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData', 'oplogReplay'] as const;

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
    let: 'document',
    collation: 'document',
    allowDiskUse: 'safeBool',
    allowPartialResults: 'safeBool',
    noCursorTimeout: 'safeBool',
    max: 'document',
    min: 'document',
    returnKey: 'safeBool',
    showRecordId: 'safeBool',
    tailable: 'safeBool',
    awaitData: 'safeBool',
    oplogReplay: 'safeBool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    for (const option of REFUSED) if (isAsked(command, option)) throw notOffered(72, `The option '${option}' of find`);
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

function isAsked(command: Document, option: string): boolean {
  const value = command.get(option);
  return value !== undefined && value !== null && value !== false && !(isDocument(value) && value.size === 0);
}

/** Even without a collection, a malformed filter is refused. */
function nothing(selection: Selection): Matches {
  compileFilter(selection.filter, selection);
  return [];
}

function* projected(matches: Matches, project: Projection | undefined): CursorItems {
  for (const match of matches) {
    if (match && project) yield project(decodeDocument(match.bytes), match.position);
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
    variables: letVariables(documentArgument(command, 'let')),
    isClockless: context.name === 'count' || context.name === 'distinct',
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

const SYSTEM_VARIABLES = new Set(['CLUSTER_TIME', 'JS_SCOPE', 'NOW', 'SEARCH_META', 'USER_ROLES']);

/**
 * Values of `let`, computed once before the command runs; each may name those before it.
 * @throws MongoError for names that are taken, and for anything that a document would have to be there for
 */
export function letVariables(definitions: Document | undefined, outer: Variables = EMPTY_VARIABLES): Variables {
  if (!definitions || definitions.size === 0) return outer;
  const variables = new Map(outer);
  for (const [name, expression] of definitions) {
    if (SYSTEM_VARIABLES.has(name))
      throw new MongoError(4738901, `Cannot use the system variable name '${name}' in let`);
    refuseVariableName(name);
    refuseDocumentAccess(expression);
    variables.set(name, compileExpression(expression, { variables })({ root: new Map(), variables }));
  }
  return variables;
}

function refuseDocumentAccess(expression: Value): void {
  if (Array.isArray(expression)) for (const element of expression) refuseDocumentAccess(element);
  else if (isDocument(expression)) {
    if (!expression.has('$literal')) for (const inner of expression.values()) refuseDocumentAccess(inner);
  } else if (typeof expression === 'string' && /^\$\$(NOW|CLUSTER_TIME|USER_ROLES)\b/.test(expression))
    throw new MongoError(51144, 'Cannot read a system variable in let');
  else if (typeof expression === 'string' && /^\$(?:[^$]|\$(?:ROOT|CURRENT)\b)/.test(expression))
    throw new MongoError(4890500, 'Command let expression tried to access a field, which is not allowed');
}

export const FIND: Commands = { find };
