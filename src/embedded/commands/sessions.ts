/** How sessions end and transactions are committed or aborted. */
import { isDocument, type Binary, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { sessionKey } from '../storage/keyspace.ts';
import { checkFields, missingField, wrongType } from './arguments.ts';
import { commandValue, sessionKeyOf, type Command, type Commands } from './command.ts';
import { noteCommit } from './retryable.ts';
import { noSuchTransaction } from './session-table.ts';

/** Ends sessions: their transactions are aborted, and their last write is forgotten. */
const endSessions: Command = {
  arguments: {},
  async run(command, { server }) {
    const ids = sessionIds(commandValue(command));
    for (const id of ids) {
      server.sessions.end(sessionKeyOf(id));
      server.cursors.releaseSession(sessionKeyOf(id));
    }
    await server.storage.write((view) => {
      for (const id of ids) if (view.get(sessionKey(id))) view.remove(sessionKey(id));
    });
    return {};
  },
};

const MOST_SESSIONS = 10_000;

/** @throws MongoError unless it is a list of documents that hold the id of a session each, and nothing else */
function sessionIds(list: Value): Uint8Array[] {
  if (list === null) throw missingField('endSessions.endSessions');
  if (!Array.isArray(list)) throw wrongType('endSessions.endSessions', list, 'array');
  if (list.length > MOST_SESSIONS) throw new MongoError(2, `endSessions takes at most ${MOST_SESSIONS} sessions`);
  return list.map((entry, i) => {
    const path = `endSessions.endSessions.${i}`;
    if (!isDocument(entry)) throw wrongType(path, entry, 'object');
    checkFields(entry, path, { id: 'uuid' }, ['id']);
    return (entry.get('id') as Binary).bytes;
  });
}

const commitTransaction: Command = {
  arguments: {},
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
  arguments: {},
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
};
