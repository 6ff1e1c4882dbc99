/** Which document `findAndModify` changes or removes, and which state of it is answered. */
import { decodeDocument } from '../bson/decode.ts';
import type { Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { select, type Match, type Selection } from '../plans/executor.ts';
import { compileFilter } from '../query/filter.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { removeRecord } from '../storage/records.ts';
import { compileUpdate, type CompiledUpdate } from '../update/update.ts';
import { booleanArgument, collectionName, documentArgument } from './arguments.ts';
import type { Command, Commands, Reply } from './command.ts';
import { selectionOf } from './find.ts';
import { timeLimitOf } from './time-limit.ts';
import { Turn } from '../ground/turn.ts';
import { writeOnce } from './retryable.ts';
import { modifyRecord, upsertDocument } from './modify-record.ts';

const findAndModify: Command = {
  arguments: {
    query: 'document',
    sort: 'document',
    remove: 'safeBool',
    update: 'any',
    new: 'safeBool',
    fields: 'document',
    upsert: 'safeBool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    refuseMixture(command);
    const namespace = `${context.database}.${collectionName(command, context.name)}`;
    const isUpsert = booleanArgument(command, 'upsert');
    const collection = isUpsert ? await context.ensureCollection(namespace) : context.collection(namespace);
    const selection = { ...selectionOf(command, context, 'query'), limit: 1 };
    const fields = documentArgument(command, 'fields');
    const project = fields && fields.size > 0 ? compileProjection(fields, {}) : undefined;
    const isRemoval = booleanArgument(command, 'remove');
    const change = isRemoval ? undefined : compileUpdate(command.get('update'));
    return writeOnce(command, context, (view) => {
      const match = collection ? firstMatch(view, collection, selection, timeLimitOf(command)) : undefined;
      if (!collection || !change) return removal(view, collection, match, project, selection);
      return modification(view, collection, match, {
        change,
        project,
        selection,
        isUpsert,
        isNew: booleanArgument(command, 'new'),
      });
    });
  },
};

function refuseMixture(command: Document): void {
  const isRemoval = booleanArgument(command, 'remove');
  const hasUpdate = command.has('update') && command.get('update') !== null;
  if (!isRemoval && !hasUpdate) throw new MongoError(9, 'Either an update or remove=true must be specified');
  if (!isRemoval) return;
  if (hasUpdate) throw new MongoError(9, 'Cannot specify both an update and remove=true');
  if (booleanArgument(command, 'upsert')) throw new MongoError(9, 'Cannot specify both upsert=true and remove=true');
  if (booleanArgument(command, 'new'))
    throw new MongoError(
      9,
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
}

function firstMatch(view: Overlay, collection: Collection, selection: Selection, timeLimit: number): Match | undefined {
  for (const match of new Turn(timeLimit).within(select(view, collection, selection))) return match;
  return undefined;
}

function removal(
  view: Overlay,
  collection: Collection | undefined,
  match: Match | undefined,
  project: Projection | undefined,
  selection: Selection,
): Reply {
  if (!collection) compileFilter(selection.filter);
  if (!collection || !match) return { lastErrorObject: { n: 0 }, value: null };
  removeRecord(view, collection, match);
  const document = decodeDocument(match.bytes);
  return { lastErrorObject: { n: 1 }, value: project ? project(document) : document };
}

interface Modification {
  change: CompiledUpdate;
  project: Projection | undefined;
  selection: Selection;
  isUpsert: boolean;
  isNew: boolean;
}

function modification(
  view: Overlay,
  collection: Collection,
  match: Match | undefined,
  { change, project, selection, isUpsert, isNew }: Modification,
): Reply {
  if (match) {
    const { before, after } = modifyRecord(view, collection, match, change);
    const shown = isNew ? after : before;
    return {
      lastErrorObject: { n: 1, updatedExisting: true },
      value: project ? project(shown) : shown,
    };
  }
  if (!isUpsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const inserted = upsertDocument(view, collection, selection.filter, change);
  const shown = project ? project(inserted) : inserted;
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted.get('_id') },
    value: isNew ? shown : null,
  };
}

export const FIND_AND_MODIFY: Commands = { findAndModify };
