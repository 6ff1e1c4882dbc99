/**
 * What features tell each other. An earlier feature hears from a later one only by an event: the publisher does not know
 * who listens.
 */
import type { ClientSession } from 'mongoose';
import { defineJob, enqueue } from './jobs/index.ts';

/** The publishing feature adds its events: `declare module '../../platform/events.ts' { interface Events { … } }`. */
export interface Events {}

export type EventName = keyof Events & string;
export type Listener<Name extends EventName> = (event: Events[Name]) => Promise<unknown>;

type Delivery = { name: string; listenerId: string; event: unknown };
declare module './jobs/index.ts' {
  interface Jobs {
    'events.deliver': Delivery;
  }
}

const listeners = new Map<string, Map<string, (event: unknown) => Promise<unknown>>>();

/**
 * Deliveries may come twice and in any order, so what a listener does is safe done twice. `listenerId` stays the same over
 * releases: deliveries that wait are addressed to it.
 */
export function subscribe<Name extends EventName>(name: Name, listenerId: string, listener: Listener<Name>): void {
  const known = listeners.get(name) ?? new Map<string, (event: unknown) => Promise<unknown>>();
  if (known.has(listenerId)) throw new Error(`${listenerId} listens to ${name} twice`);
  listeners.set(name, known.set(listenerId, listener as (event: unknown) => Promise<unknown>));
}

/** One delivery for each listener, written in the transaction of the change it tells of: a crash loses both or neither. */
export async function publish<Name extends EventName>(
  name: Name,
  event: Events[Name],
  session: ClientSession,
): Promise<void> {
  for (const listenerId of listeners.get(name)?.keys() ?? []) {
    await enqueue('events.deliver', { name, listenerId, event }, {}, session);
  }
}

defineJob('events.deliver', {
  maxAttempts: 12,
  subject: ({ listenerId }) => listenerId,
  work: async ({ name, listenerId, event }) => {
    const listener = listeners.get(name)?.get(listenerId);
    if (!listener) throw new Error(`nobody listens to ${name} as ${listenerId}`);
    await listener(event);
  },
});
