/** What the database says of itself to drivers. */
import { randomBytes } from 'node:crypto';
import { ObjectId, UtcDateTime } from '../bson/value.ts';
import type { ArgumentTypes } from './arguments.ts';
import type { Command, CommandContext, Commands, Reply } from './command.ts';

export const SET_NAME = 'embedded';
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const MAX_MESSAGE_BYTES = 48_000_000;
/** Wire version of MongoDB 7.0. */
const MAX_WIRE_VERSION = 21;
const ELECTION = new ObjectId(Buffer.concat([Buffer.from('7fffffff00000000', 'hex'), randomBytes(4)]));

const HELLO_ARGUMENTS: ArgumentTypes = {
  helloOk: 'safeBool',
  client: 'any',
  compression: 'any',
  backpressure: 'any',
};

/** Presents itself as the only, writable member of a replica set: that is what drivers ask of a server with transactions. */
function describe(_command: unknown, { server, connectionId }: CommandContext): Reply {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    setName: SET_NAME,
    setVersion: 1,
    secondary: false,
    hosts: [server.host],
    primary: server.host,
    me: server.host,
    electionId: ELECTION,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: UtcDateTime.now(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    // Not of MongoDB's: drivers pass it by.
    serves: { device: server.database.device, file: server.database.file },
  };
}

const hello: Command = { arguments: HELLO_ARGUMENTS, run: describe };

export const HELLO: Commands = { hello, ismaster: hello };
