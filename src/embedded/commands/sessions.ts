import { randomBytes } from 'node:crypto';
import { Binary, isDocument, type Document } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { sessionKey } from '../storage/keyspace.ts';
import { commandValue, sessionKeyOf, type Command, type Commands } from './command.ts';
import { noteCommit } from './retryable.ts';
import { noSuchTransaction } from './session-table.ts';

function sessionIds(command: Document): Uint8Array[] {
  const list = commandValue(command);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry) => {
    const id = isDocument(entry) ? entry.get('id') : undefined;
    return id instanceof Binary ? [id.bytes] : [];
  });
}

/** Ends sessions: their transactions are aborted and their last write is forgotten; `killSessions` closes their cursors too. */
const endSessions: Command = {
  arguments: {},
  async run(command, { server, name }) {
    const ids = sessionIds(command);
    for (const id of ids) {
      server.sessions.end(sessionKeyOf(id));
      if (name === 'killSessions') server.cursors.killSession(sessionKeyOf(id));
      else server.cursors.releaseSession(sessionKeyOf(id));
    }
    await server.storage.write((view) => {
      for (const id of ids) if (view.get(sessionKey(id))) view.remove(sessionKey(id));
    });
    return {};
  },
};

const startSession: Command = {
  arguments: {},
  run() {
    const id = randomBytes(16);
    id[6] = ((id[6] as number) & 0x0f) | 0x40;
    id[8] = ((id[8] as number) & 0x3f) | 0x80;
    return { id: { id: new Binary(id, 4) }, timeoutMinutes: 30 };
  },
};

const killAllSessions: Command = {
  arguments: {},
  run(_command, { server }) {
    server.sessions.endAll();
    return {};
  },
};

const commitTransaction: Command = {
  arguments: { coordinator: 'any', recoveryToken: 'any' },
  mayBeInTransaction: true,
  async run(_command, { server, transaction, sessionId }) {
    if (!transaction || !sessionId) throw new MongoError(251, 'commitTransaction needs a transaction');
    if (transaction.state === 'aborted') throw noSuchTransaction(`Transaction ${transaction.number} has been aborted.`);
    if (transaction.state === 'committing') await transaction.ended;
    else if (transaction.state === 'open')
      await server.storage.commitTransaction(transaction, (view) => noteCommit(view, sessionId, transaction.number));
    return {};
  },
};

const abortTransaction: Command = {
  arguments: { coordinator: 'any', recoveryToken: 'any' },
  mayBeInTransaction: true,
  run(_command, { transaction }) {
    if (!transaction) throw new MongoError(251, 'abortTransaction needs a transaction');
    if (transaction.state === 'committed' || transaction.state === 'committing')
      throw new MongoError(256, `Transaction ${transaction.number} has been committed.`);
    if (transaction.state === 'aborted') throw noSuchTransaction(`Transaction ${transaction.number} has been aborted.`);
    transaction.end('aborted');
    return {};
  },
};

export const SESSIONS: Commands = {
  abortTransaction,
  commitTransaction,
  endSessions,
  killAllSessions,
  killSessions: endSessions,
  refreshSessions: { arguments: {}, run: () => ({}) },
  startSession,
};
