import { double, UtcDateTime } from '../bson/value.ts';
import { databaseOf } from '../storage/collection.ts';
import { collectionName } from './arguments.ts';
import type { Command, Commands, Reply } from './command.ts';
import { MAX_DOCUMENT_BYTES, SET_NAME } from './hello.ts';

/** The MongoDB version whose behaviour is followed. */
const VERSION = '7.0.0';

const ping: Command = { arguments: {}, mayBeInTransaction: false, run: () => ({}) };

const buildInfo: Command = {
  arguments: {},
  run: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded',
    modules: [],
    storageEngines: ['lmdb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  }),
};

const serverStatus: Command = {
  arguments: { repl: 'any', metrics: 'any', locks: 'any' },
  run: (_command, { server }) => ({
    host: server.host,
    version: VERSION,
    process: 'embedded',
    pid: BigInt(process.pid),
    uptime: double((Date.now() - server.startedAt) / 1000),
    localTime: UtcDateTime.now(),
    storageEngine: { name: 'lmdb' },
    mem: { resident: process.memoryUsage().rss >> 20 },
    repl: { setName: SET_NAME, isWritablePrimary: true },
  }),
};

const connectionStatus: Command = {
  arguments: { showPrivileges: 'safeBool' },
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
};

const collStats: Command = {
  arguments: { scale: 'number' },
  run(command, { server, database }): Reply {
    const ns = `${database}.${collectionName(command, 'collStats')}`;
    const collection = server.storage.catalog.find(ns);
    return { ns, count: collection?.count ?? 0, nindexes: collection?.indexes.length ?? 0, capped: false };
  },
};

const dbStats: Command = {
  arguments: { scale: 'number', freeStorage: 'number' },
  run(_command, { server, database }): Reply {
    const collections = server.storage.catalog.list().filter(({ namespace }) => databaseOf(namespace) === database);
    return {
      db: database,
      collections: BigInt(collections.length),
      views: 0n,
      objects: BigInt(collections.reduce((sum, { count }) => sum + count, 0)),
      indexes: BigInt(collections.reduce((sum, { indexes }) => sum + indexes.length, 0)),
    };
  },
};

const getParameter: Command = {
  arguments: { featureCompatibilityVersion: 'any' },
  run: (command): Reply =>
    command.has('featureCompatibilityVersion') ? { featureCompatibilityVersion: { version: '7.0' } } : {},
};

const replSetGetStatus: Command = {
  arguments: {},
  run: (_command, { server }) => ({
    set: SET_NAME,
    myState: 1,
    members: [{ _id: 0, name: server.host, state: 1, stateStr: 'PRIMARY', self: true }],
  }),
};

export const DIAGNOSTICS: Commands = {
  buildInfo,
  buildinfo: buildInfo,
  collStats,
  connectionStatus,
  dbStats,
  dbstats: dbStats,
  getParameter,
  ping,
  replSetGetStatus,
  serverStatus,
};
