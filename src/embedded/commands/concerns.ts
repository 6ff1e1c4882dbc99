import { isIntegral, toNumber } from '../bson/number.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { isDocument, Timestamp, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { checkFields } from './arguments.ts';

const INT32_MAX = 2_147_483_647;
const READ_LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);

/**
 * Checks what a command asks of reads, writes and time. One server always answers with what is committed and flushed; it
 * cannot promise a second copy, or a snapshot of the past.
 * @throws MongoError for malformed concerns, and for promises that cannot be kept
 */
export function checkConcerns(command: Document): void {
  checkReadConcern(command);
  checkWriteConcern(command);
  checkMaxTime(command.get('maxTimeMS'));
}

/** True for `w: 0`: the client does not want to hear of errors. */
export function isUnacknowledged(command: Document): boolean {
  const concern = command.get('writeConcern');
  return isDocument(concern) && concern.get('w') === 0;
}

function checkReadConcern(command: Document): void {
  const concern = command.get('readConcern');
  if (!isDocument(concern)) return;
  checkFields(concern, 'readConcern', {
    level: 'string',
    afterClusterTime: 'any',
    atClusterTime: 'any',
    provenance: 'string',
    allowTransactionTableSnapshot: 'bool',
    waitLastStableRecoveryTimestamp: 'bool',
  });
  const level = concern.get('level');
  if (typeof level === 'string' && !READ_LEVELS.has(level))
    throw new MongoError(9, `Unrecognized readConcern level: ${level}`);
  for (const field of ['afterClusterTime', 'atClusterTime']) {
    const time = concern.get(field);
    if (time !== undefined && time !== null && !(time instanceof Timestamp))
      throw new MongoError(14, `"${field}" had the wrong type. Expected timestamp, found ${typeName(time)}`);
  }
  const isOutside = command.get('autocommit') !== false;
  if (isOutside && (level === 'snapshot' || concern.has('atClusterTime')))
    throw new MongoError(246, 'snapshot reads outside of transactions are not offered by the embedded database');
}

function checkWriteConcern(command: Document): void {
  const concern = command.get('writeConcern');
  if (!isDocument(concern)) return;
  checkFields(concern, 'writeConcern', {
    w: 'any',
    j: 'bool',
    fsync: 'bool',
    wtimeout: 'any',
    provenance: 'string',
    getLastError: 'any',
    wOpTime: 'any',
    wElectionId: 'any',
  });
  checkCopies(concern.get('w'));
  const timeout = concern.get('wtimeout');
  if (isNumber(timeout) && toNumber(timeout) > INT32_MAX) throw new MongoError(9, 'wtimeout must be a 32-bit integer');
}

function checkCopies(w: Value | undefined): void {
  if (w === undefined || w === null || w === 'majority') return;
  if (typeof w === 'string')
    throw new MongoError(79, `No write concern mode named '${w}' found in replica set configuration`);
  if (!isNumber(w)) throw new MongoError(9, 'w has to be a number, string, or object');
  const copies = toNumber(w);
  if (!(copies >= 0 && copies <= 50))
    throw new MongoError(9, 'w has to be a non-negative number and not greater than 50');
  if (copies > 1) throw new MongoError(100, 'Not enough data-bearing nodes');
}

function checkMaxTime(value: Value | undefined): void {
  if (!isNumber(value)) return;
  if (!isIntegral(value)) throw new MongoError(9, 'maxTimeMS has non-integral value');
  const ms = toNumber(value);
  if (ms < 0 || ms > INT32_MAX) throw new MongoError(2, `${ms} value for maxTimeMS is out of range [0, ${INT32_MAX}]`);
}
