/** How a cursor is read on, and closed. */
import { MongoError } from '../ground/errors.ts';
import { collectionName, countArgument, missingField } from './arguments.ts';
import { commandValue, type Command, type Commands, type Reply } from './command.ts';

const getMore: Command = {
  arguments: { collection: 'string', batchSize: 'number' },
  mayBeInTransaction: true,
  run(command, { server, database, sessionKey }) {
    const id = commandValue(command);
    if (typeof id !== 'bigint')
      throw new MongoError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
    const collection = command.get('collection');
    if (typeof collection !== 'string') throw missingField('getMore.collection');
    return server.cursors.more(id, `${database}.${collection}`, {
      batchSize: countArgument(command, 'batchSize', 'getMore', 2),
      sessionKey,
    });
  },
};

const killCursors: Command = {
  arguments: { cursors: 'array' },
  run(command, { server }): Reply {
    collectionName(command, 'killCursors');
    const ids = command.get('cursors');
    if (!Array.isArray(ids)) throw missingField('killCursors.cursors');
    const killed: bigint[] = [];
    const missing: bigint[] = [];
    if (!ids.every((id) => typeof id === 'bigint'))
      throw new MongoError(14, "BSON field 'killCursors.cursors' must hold cursor ids");
    for (const id of ids) (server.cursors.kill(id) ? killed : missing).push(id);
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};

export const CURSOR: Commands = { getMore, killCursors };
