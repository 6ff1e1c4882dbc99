/** Which documents `update` changes, and how many it says it did. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { select, type Selection } from '../plans/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { compileUpdate, type CompiledUpdate } from '../update/update.ts';
import { booleanArgument, checkFields, collectionName, missingField, type ArgumentTypes } from './arguments.ts';
import type { Command, CommandContext, Commands, Reply } from './command.ts';
import { modifyRecord, upsertDocument } from './modify-record.ts';
import { writeOnce } from './retryable.ts';
import { timeLimitOf } from './time-limit.ts';
import { Turn } from '../ground/turn.ts';
import { refuseBatchSize, runStatements, withErrors } from './write-errors.ts';

const STATEMENT: ArgumentTypes = {
  q: 'document',
  u: 'any',
  multi: 'safeBool',
  upsert: 'safeBool',
};

const update: Command = {
  arguments: {
    updates: 'array',
    ordered: 'bool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'update')}`;
    const statements = command.get('updates');
    if (!Array.isArray(statements)) throw missingField('update.updates');
    statements.forEach(checkStatement);
    refuseBatchSize(statements);
    const mayInsert = statements.some((statement) => isDocument(statement) && booleanArgument(statement, 'upsert'));
    const collection = mayInsert ? await context.ensureCollection(namespace) : context.collection(namespace);
    return writeOnce(command, context, (view) => runUpdates(view, command, context, collection, statements));
  },
};

function runUpdates(
  view: Overlay,
  command: Document,
  context: CommandContext,
  collection: Collection | undefined,
  statements: Value[],
): Reply {
  const total = { n: 0, nModified: 0 };
  const turn = new Turn(timeLimitOf(command));
  const upserted: Reply[] = [];
  const errors = runStatements(statements, context, booleanArgument(command, 'ordered', true), (statement, index) => {
    const outcome = runUpdate(view, collection, statement as Document, turn);
    total.n += outcome.matched;
    total.nModified += outcome.modified;
    if (outcome.upserted) upserted.push({ index, _id: outcome.upserted.get('_id') });
  });
  return withErrors({ ...total, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
}

interface UpdateStatement {
  selection: Selection;
  change: CompiledUpdate;
  isMulti: boolean;
  isUpsert: boolean;
}

/** @throws MongoError for a malformed statement, before any of them has run */
function checkStatement(statement: Value): void {
  if (!isDocument(statement)) throw new MongoError(14, "BSON field 'update.updates' must hold objects");
  checkFields(statement, 'update.updates', STATEMENT, ['q', 'u']);
}

function parseStatement(statement: Document): UpdateStatement {
  const isMulti = booleanArgument(statement, 'multi');
  const change = compileUpdate(statement.get('u'));
  if (isMulti && change.isReplacement)
    throw new MongoError(9, 'multi update is not supported for replacement-style update');
  return {
    selection: {
      filter: filterArgument(statement.get('q'), 'update.updates.q'),
      limit: isMulti ? 0 : 1,
    },
    change,
    isMulti,
    isUpsert: booleanArgument(statement, 'upsert'),
  };
}

interface UpdateOutcome {
  matched: number;
  modified: number;
  upserted?: Document;
}

/** Runs one of the `updates` of a command. */
function runUpdate(view: Overlay, collection: Collection | undefined, statement: Document, turn: Turn): UpdateOutcome {
  const { selection, change, isUpsert } = parseStatement(statement);
  if (!collection) {
    compileFilter(selection.filter);
    return { matched: 0, modified: 0 };
  }
  const matches = [...turn.within(select(view, collection, selection))];
  if (matches.length === 0 && isUpsert)
    return {
      matched: 1,
      modified: 0,
      upserted: upsertDocument(view, collection, selection.filter, change),
    };
  let modified = 0;
  for (const match of turn.within(matches)) if (modifyRecord(view, collection, match, change).isModified) modified++;
  return { matched: matches.length, modified };
}

export const UPDATE: Commands = { update };
