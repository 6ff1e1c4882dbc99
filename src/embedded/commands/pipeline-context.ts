/** What the stages of an aggregate may use. */
import { Room } from '../bson/room.ts';
import type { PipelineContext, Stream } from '../aggregation/stage.ts';
import { selectFields, type Selection } from '../plans/executor.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { View } from '../storage/view.ts';
import type { CommandContext } from './command.ts';

/** What the stages of an aggregate may use: its memory, and the other collections of its database. */
export function pipelineContext(context: CommandContext): PipelineContext {
  const { database, view } = context;
  return {
    room: new Room(),
    read: (name, filter) => readCollection(view, context.collection(`${database}.${name}`), { filter }),
  };
}

function readCollection(view: View, collection: Collection | undefined, selection: Selection): Stream {
  compileFilter(selection.filter);
  return collection ? selectFields(view, collection, selection, undefined) : [];
}
