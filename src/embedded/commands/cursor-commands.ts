import { toBigInt } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { collectionName, countArgument, missingField } from './arguments.ts';
import { commandValue, type Command, type Commands, type Reply } from './command.ts';

const getMore: Command = {
  arguments: {
    collection: 'string',
    batchSize: 'number',
    maxTimeMS: 'number',
    term: 'any',
    lastKnownCommittedOpTime: 'any',
  },
  mayBeInTransaction: true,
  run(command, { server, database }) {
    const id = commandValue(command);
    if (typeof id !== 'bigint')
      throw new MongoError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
    const collection = command.get('collection');
    if (typeof collection !== 'string') throw missingField('getMore.collection');
    return server.cursors.more(id, `${database}.${collection}`, countArgument(command, 'batchSize', 'getMore'));
  },
};

const killCursors: Command = {
  arguments: { cursors: 'array' },
  mayBeInTransaction: true,
  run(command, { server }): Reply {
    collectionName(command, 'killCursors');
    const ids = command.get('cursors');
    if (!Array.isArray(ids)) throw missingField('killCursors.cursors');
    const killed: bigint[] = [];
    const missing: bigint[] = [];
    for (const id of ids) {
      if (!isNumber(id)) throw new MongoError(14, "BSON field 'killCursors.cursors' must hold cursor ids");
      (server.cursors.kill(toBigInt(id)) ? killed : missing).push(toBigInt(id));
    }
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};

export const CURSOR: Commands = { getMore, killCursors };
