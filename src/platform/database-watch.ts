/**
 * Whether the database answers, seen from outside of any request: by the driver's own heartbeats, and by commands that got no
 * answer. Time is counted in ticks of this process, so that a program which was busy itself does not take its own silence for
 * the database's.
 */
import type { mongo } from 'mongoose';

export const tickMilliseconds = 250;
const silentTicks = 2000 / tickMilliseconds;
const slowTicks = 2000 / tickMilliseconds;

let ticks = 0;
let heardAt = 0;
let troubleAt = -1;
const asked = new Map<string, number>();
let timer: NodeJS.Timeout | undefined;
const listeners = new Set<() => void>();

/** Begins to watch the database of a client; it goes on until the client is closed. */
export function watchDatabase(client: mongo.MongoClient): void {
  heardAt = ticks;
  asked.clear();
  const name = ({ address, connectionId }: { address: string; connectionId: number | '<monitor>' }) =>
    `${address} ${connectionId}`;
  client.on('serverHeartbeatSucceeded', ({ reply }) => {
    if (reply.isWritablePrimary || reply.ismaster) heardAt = ticks;
  });
  client.on('connectionCheckedOut', (event) => asked.set(name(event), ticks));
  client.on('connectionCheckedIn', (event) => asked.delete(name(event)));
  client.on('connectionClosed', (event) => asked.delete(name(event)));
  clearInterval(timer);
  timer = setInterval(tick, tickMilliseconds).unref();
  client.once('close', () => clearInterval(timer));
}

function tick(): void {
  ticks += 1;
  const isSlow = [...asked.values()].some((since) => ticks - since >= slowTicks);
  if (isSlow || isDatabaseSilent()) troubleAt = ticks;
  for (const listener of listeners) listener();
}

/** Calls back with each tick while a database is watched. */
export const onTick = (listener: () => void): void => void listeners.add(listener);

/** The present tick, to be compared with later ones. */
export const currentTick = (): number => ticks;

/** No server that takes writes has been heard for two seconds. */
export const isDatabaseSilent = (): boolean => ticks - heardAt >= silentTicks;

/** The database was silent, or let a command wait for two seconds, at or after that tick. */
export const hadTroubleSince = (tickThen: number): boolean => troubleAt >= tickThen;
