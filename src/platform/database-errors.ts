/** Which errors say that the database is away, ending or overwhelmed, rather than that the program is wrong. Pure. */
import mongoose from 'mongoose';

const { MongoError, MongoServerError } = mongoose.mongo;

/** The driver exports no class for some of them, and wraps others; their names stay. */
const awayNames = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoServerSelectionError',
  'MongoServerClosedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoStalePrimaryError',
]);

/**
 * A server's own words for: ending, another one has taken over, cannot reach the others, gave the work up. Of
 * https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml those that a driver may try again.
 */
const awayCodes = new Set<unknown>([
  6, 7, 43, 50, 64, 89, 91, 134, 189, 202, 237, 251, 262, 317, 358, 384, 9001, 10107, 11600, 11601, 11602, 13435, 13436,
]);

/** Said of an error that would not have come from a server in good health; the driver says it of what it may repeat. */
const awayLabels = ['RetryableWriteError', 'RetryableError', 'UnknownTransactionCommitResult', 'ResetPool'];

/** The same request may succeed once the database is back. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isMongooseWithoutConnection(error) || isBrokenSocket(error)) return true;
  if (error instanceof MongoError) {
    if (awayNames.has(error.name) || awayLabels.some((label) => error.hasErrorLabel(label))) return true;
    if (error instanceof MongoServerError && awayCodes.has(error.code)) return true;
  }
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

const socketCodes = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ENOTCONN', 'ETIMEDOUT']);

/** The driver hands on as it is what a socket says to a command that is written just when the server goes away. */
const isBrokenSocket = (error: Error & { code?: unknown; syscall?: unknown }): boolean =>
  error.syscall !== undefined && socketCodes.has(error.code);

/** Commands are not kept for later (`bufferCommands`), so mongoose refuses them while there is no connection. */
const isMongooseWithoutConnection = (error: Error): boolean =>
  error.name === 'MongooseServerSelectionError' ||
  (error.name === 'MongooseError' && /bufferCommands|not connected/i.test(error.message));
