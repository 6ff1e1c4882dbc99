import { Room } from '../aggregation/room.ts';
import type { PipelineContext, Stream } from '../aggregation/stage.ts';
import type { Document } from '../bson/value.ts';
import { selectFields, type Selection } from '../query/executor.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { View } from '../storage/view.ts';
import type { CommandContext } from './command.ts';
import { collationFor } from './find.ts';

/** What the stages of an aggregate may use: its collation, its memory, and the other collections of its database. */
export function pipelineContext(
  command: Document,
  context: CommandContext,
  collection: Collection | undefined,
): PipelineContext {
  const { database, view } = context;
  const collation = collationFor(command, collection);
  return {
    collation,
    room: new Room(),
    read: (name, filter) => readCollection(view, context.collection(`${database}.${name}`), { filter, collation }),
  };
}

function readCollection(view: View, collection: Collection | undefined, selection: Selection): Stream {
  compileFilter(selection.filter, selection);
  return collection ? selectFields(view, collection, selection, undefined) : [];
}
