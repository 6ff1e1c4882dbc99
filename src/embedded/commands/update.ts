import { decodeDocument } from '../bson/decode.ts';
import { cloneValue, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { select, type Match, type Selection } from '../query/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { updateRecord } from '../storage/records.ts';
import { compileUpdate, finishUpdate, type CompiledUpdate } from '../update/update.ts';
import { seedFromFilter } from '../update/upsert.ts';
import {
  booleanArgument,
  checkFields,
  collectionName,
  documentArgument,
  missingField,
  type ArgumentTypes,
} from './arguments.ts';
import type { Command, CommandContext, Commands, Reply } from './command.ts';
import { collationFor, hintOf, letVariables } from './find.ts';
import { insertDocument } from './insert.ts';
import { writeOnce } from './retryable.ts';
import { runStatements, withErrors } from './write-errors.ts';

const STATEMENT: ArgumentTypes = {
  q: 'document',
  u: 'any',
  c: 'document',
  multi: 'safeBool',
  upsert: 'safeBool',
  collation: 'document',
  arrayFilters: 'array',
  hint: 'any',
};

const update: Command = {
  arguments: {
    updates: 'array',
    ordered: 'bool',
    bypassDocumentValidation: 'safeBool',
    let: 'document',
    stmtIds: 'any',
    stmtId: 'any',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'update')}`;
    const statements = command.get('updates');
    if (!Array.isArray(statements)) throw missingField('update.updates');
    statements.forEach(checkStatement);
    const mayInsert = statements.some((statement) => isDocument(statement) && booleanArgument(statement, 'upsert'));
    const collection = mayInsert
      ? await context.server.storage.ensureCollection(namespace)
      : context.server.storage.catalog.find(namespace);
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
  const upserted: Reply[] = [];
  const errors = runStatements(statements, context, booleanArgument(command, 'ordered', true), (statement, index) => {
    const outcome = runUpdate(view, collection, parseStatement(statement as Document, command, collection));
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

function parseStatement(statement: Document, command: Document, collection: Collection | undefined): UpdateStatement {
  const isMulti = booleanArgument(statement, 'multi');
  const collation = collationFor(statement, collection);
  const variables = letVariables(documentArgument(statement, 'c'), letVariables(documentArgument(command, 'let')));
  const change = compileUpdate(statement.get('u'), {
    collation,
    variables,
    arrayFilters: statement.get('arrayFilters'),
  });
  if (isMulti && change.isReplacement)
    throw new MongoError(9, 'multi update is not supported for replacement-style update');
  return {
    selection: {
      filter: filterArgument(statement.get('q'), 'update.updates.q'),
      hint: hintOf(statement.get('hint')),
      collation,
      variables,
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

function runUpdate(
  view: Overlay,
  collection: Collection | undefined,
  { selection, change, isUpsert }: UpdateStatement,
): UpdateOutcome {
  if (!collection) {
    compileFilter(selection.filter, selection);
    return { matched: 0, modified: 0 };
  }
  const matches = [...select(view, collection, selection)].filter((match) => match !== undefined);
  if (matches.length === 0 && isUpsert)
    return { matched: 1, modified: 0, upserted: upsertDocument(view, collection, selection.filter, change) };
  let modified = 0;
  for (const match of matches) if (modifyRecord(view, collection, match, change).isModified) modified++;
  return { matched: matches.length, modified };
}

export interface ModifiedRecord {
  before: Document;
  after: Document;
  isModified: boolean;
}

/** Applies an update to a stored document; one that changes nothing writes nothing. */
export function modifyRecord(
  view: Overlay,
  collection: Collection,
  match: Match,
  change: CompiledUpdate,
): ModifiedRecord {
  const before = decodeDocument(match.bytes);
  const changed = change.apply({ document: decodeDocument(match.bytes), position: match.position });
  const { document: after, bytes } = finishUpdate(changed, before.get('_id'));
  if (bytes.equals(match.bytes)) return { before, after: before, isModified: false };
  updateRecord(view, collection, match, after, bytes);
  return { before, after, isModified: true };
}

/** Inserts what the filter's equalities and the update make together. */
export function upsertDocument(
  view: Overlay,
  collection: Collection,
  filter: Document,
  change: CompiledUpdate,
): Document {
  const seed = change.isReplacement ? idOnly(filter) : seedFromFilter(filter);
  const given = seed.get('_id');
  const seedId = given === undefined ? undefined : cloneValue(given);
  const document = change.apply({ document: seed, isInsert: true });
  return insertDocument(view, collection, finishUpdate(document, seedId).document);
}

function idOnly(filter: Document): Document {
  const id = seedFromFilter(filter).get('_id');
  return id === undefined ? new Map() : new Map([['_id', id]]);
}

export const UPDATE: Commands = { update };
