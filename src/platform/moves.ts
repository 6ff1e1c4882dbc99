/** Acts on what is stored: the one conditional update that a table of states describes, and the event that it promises. */
import type { ClientSession, Model, QueryFilter, Require_id, UpdateQuery } from 'mongoose';
import { Conflict } from './errors.ts';
import { type EventName, type Events, publish } from './events.ts';
import type { Act, Acts } from './states.ts';

type Table<All> = Readonly<{ acts: All; before: (act: keyof All & string) => object }>;

type Published<Row> = Row extends { publishes: infer Name extends EventName } ? Events[Name] : never;

type Change<Document extends { state: string }> = Readonly<{
  /** Which document, and what it must be like besides its state. */
  filter: Omit<QueryFilter<Document>, 'state'>;
  /** Of several states that allow the act, the one that was read. */
  seen?: Document['state'];
  /** What changes besides the state. */
  update?: UpdateQuery<Document>;
  session?: ClientSession;
}>;

/** What publishes is done in a transaction, with its event made from the document as the act leaves it. */
type Telling<Document, Row> = Row extends { publishes: EventName }
  ? Readonly<{ event: (after: Require_id<Document>) => Published<Row>; session: ClientSession }>
  : Readonly<{ event?: never }>;

/**
 * Does an act to one document, and returns it as it is then. Throws when no document is ready for it: of two who do it at
 * once, one does.
 */
export async function move<
  Document extends { state: string },
  All extends Acts<Document['state']>,
  Name extends keyof All & string,
>(
  model: Model<Document>,
  states: Table<All>,
  act: Name,
  { otherwise, ...change }: Change<Document> & Telling<Document, All[Name]> & { otherwise?: () => Error },
): Promise<Require_id<Document>> {
  const moved = await moveIfReady<Document, All, Name>(model, states, act, change as never);
  if (!moved) throw otherwise?.() ?? new Conflict('platform.changedMeanwhile');
  return moved;
}

/** The same for a caller who knows what to do when no document is ready: it gets undefined. */
export async function moveIfReady<
  Document extends { state: string },
  All extends Acts<Document['state']>,
  Name extends keyof All & string,
>(
  model: Model<Document>,
  states: Table<All>,
  act: Name,
  { filter, seen, update, session, event }: Change<Document> & Telling<Document, All[Name]>,
): Promise<Require_id<Document> | undefined> {
  const { from, to, publishes } = states.acts[act] as Act<Document['state']>;
  if (seen !== undefined && !from.includes(seen)) return undefined;
  const ready = { ...states.before(act), ...(seen === undefined ? {} : { state: seen }), ...filter };
  const change = to === undefined ? update : { ...update, $set: { ...update?.$set, state: to } };
  const moved = await model
    .findOneAndUpdate(ready as QueryFilter<Document>, change as UpdateQuery<Document>, {
      returnDocument: 'after',
      ...(session ? { session } : {}),
    })
    .lean();
  if (!moved) return undefined;
  const after = moved as Require_id<Document>;
  const eventOf = event as ((after: Require_id<Document>) => Events[EventName]) | undefined;
  if (publishes && eventOf && session) await publish(publishes, eventOf(after), session);
  return after;
}

/** The event of an act that is not one update of one document: of one that makes it. */
export const tell = <All extends Acts, Name extends keyof All & string>(
  states: Readonly<{ acts: All }>,
  act: Name,
  event: Published<All[Name]>,
  session: ClientSession,
): Promise<void> =>
  publish((states.acts[act] as { publishes: EventName }).publishes, event as Events[EventName], session);
