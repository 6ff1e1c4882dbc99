import mongoose from 'mongoose';
import type { ClientSession, Collection, Db, MongoClient } from 'mongodb';
import type { Fields } from './files.ts';
import { isFields } from './matching.ts';

function options(fields: unknown): Fields {
  return { ...(fields as Fields | undefined) };
}

const NOT_TESTED = new Set([
  'configureFailPoint',
  'hello',
  'ismaster',
  'isMaster',
  'saslStart',
  'saslContinue',
  'endSessions',
]);

/** What the operations of a test speak of by name. */
export class Entities {
  readonly clients = new Map<string, MongoClient>();
  readonly databases = new Map<string, Db>();
  readonly collections = new Map<string, Collection>();
  readonly sessions = new Map<string, ClientSession>();
  /** Kept because a session that has ended has none. */
  readonly sessionIds = new Map<string, unknown>();
  readonly events = new Map<string, Record<string, Fields>[]>();
  private readonly uri: string;

  constructor(uri: string) {
    this.uri = uri;
  }

  async create(descriptions: Record<string, Fields>[]): Promise<void> {
    for (const description of descriptions)
      for (const [kind, fields] of Object.entries(description)) await this.createOne(kind, fields);
  }

  private async createOne(kind: string, fields: Fields): Promise<void> {
    const id = fields['id'] as string;
    switch (kind) {
      case 'client':
        return this.createClient(id, fields);
      case 'database': {
        const client = found(this.clients, fields['client']);
        this.databases.set(id, client.db(fields['databaseName'] as string, options(fields['databaseOptions'])));
        return;
      }
      case 'collection': {
        const database = found(this.databases, fields['database']);
        const name = fields['collectionName'] as string;
        this.collections.set(id, database.collection(name, options(fields['collectionOptions'])));
        return;
      }
      case 'session': {
        const session = found(this.clients, fields['client']).startSession(options(fields['sessionOptions']));
        this.sessions.set(id, session);
        this.sessionIds.set(id, session.id);
        return;
      }
    }
    throw new Error(`an entity of an unknown kind: ${kind}`);
  }

  private async createClient(id: string, { uriOptions, observeEvents }: Fields): Promise<void> {
    const observed = (observeEvents ?? []) as string[];
    const client = new mongoose.mongo.MongoClient(this.uri, {
      monitorCommands: observed.length > 0,
      heartbeatFrequencyMS: 100_000,
      ...options(uriOptions),
    });
    const events: Record<string, Fields>[] = [];
    const note = (name: string) => (event: { commandName: string }) => {
      if (observed.includes(name) && !NOT_TESTED.has(event.commandName)) events.push({ [name]: snapshot(event) });
    };
    client.on('commandStarted', note('commandStartedEvent'));
    client.on('commandSucceeded', note('commandSucceededEvent'));
    client.on('commandFailed', note('commandFailedEvent'));
    this.clients.set(id, client);
    this.events.set(id, events);
    await client.connect();
  }

  async close(): Promise<void> {
    for (const session of this.sessions.values()) await session.endSession();
    for (const client of this.clients.values()) await client.close();
  }
}

/** As the command is now: the driver goes on writing into it, and into the concerns in it, when it tries again. */
function snapshot(event: object): Fields {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]: [string, unknown]) => [key, isFields(value) ? snapshot(value) : value]),
  );
}

/** @throws Error when a test names what it did not create */
export function found<T>(entities: ReadonlyMap<string, T>, id: unknown): T {
  const entity = entities.get(id as string);
  if (entity === undefined) throw new Error(`there is no entity ${String(id)}`);
  return entity;
}
