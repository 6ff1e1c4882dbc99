/** Which promises on reads, writes and time a command may ask for. */
import { coerceInteger } from '../bson/arithmetic.ts';
import { isIntegral, toNumber } from '../bson/number.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { isDocument, Timestamp, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { checkFields } from './arguments.ts';

const INT32_MAX = 2_147_483_647;
const READ_LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);
/** Commands whose reads may ask for more than the newest data of this server; all may say `local`. */
const READS_WITH_CONCERN = new Set(['aggregate', 'count', 'distinct', 'find']);
const ENDS = new Set(['commitTransaction', 'abortTransaction']);
/** Commands that write nothing, which is why nobody can wait for their writes. */
const NO_WRITES = new Set(['count', 'distinct', 'find', 'getMore', 'killCursors', 'listCollections', 'listIndexes']);

/**
 * Checks what a command asks of reads, writes and time. One server always answers with what is committed and flushed; it
 * cannot promise a second copy, or a snapshot of the past.
 * @throws MongoError for malformed concerns, and for promises that cannot be kept
 */
export function checkConcerns(command: Document, name: string): void {
  checkReadConcern(command, name);
  checkWriteConcern(command, name);
  checkMaxTime(command.get('maxTimeMS'));
}

/** True for `w: 0`: the client does not want to hear of errors. */
export function isUnacknowledged(command: Document): boolean {
  const concern = command.get('writeConcern');
  return isDocument(concern) && concern.get('w') === 0;
}

function checkReadConcern(command: Document, name: string): void {
  const concern = command.get('readConcern');
  if (!isDocument(concern)) return;
  checkFields(concern, 'readConcern', { level: 'string', afterClusterTime: 'any' });
  const level = concern.get('level');
  if (typeof level === 'string' && !READ_LEVELS.has(level))
    throw new MongoError(2, `Enumeration value '${level}' for field 'readConcern.level' is not a valid value.`);
  const time = concern.get('afterClusterTime');
  if (time !== undefined && !(time instanceof Timestamp))
    throw new MongoError(14, `"afterClusterTime" had the wrong type. Expected timestamp, found ${typeName(time)}`);
  if (time?.bits === 0n) throw new MongoError(72, 'afterClusterTime cannot be a null timestamp');
  const isOutside = command.get('autocommit') !== false;
  if (isOutside && level !== undefined && level !== null && level !== 'local' && !READS_WITH_CONCERN.has(name))
    throw new MongoError(72, `Command ${name} does not support { readConcern: { level: "${String(level)}" } }`);
  if (isOutside && level === 'snapshot')
    throw new MongoError(246, 'snapshot reads outside of transactions are not offered by the embedded database');
}

function checkWriteConcern(command: Document, name: string): void {
  const concern = command.get('writeConcern');
  if (!isDocument(concern)) return;
  if (command.get('autocommit') === false && !ENDS.has(name))
    throw new MongoError(72, `writeConcern is not allowed within a multi-statement transaction`);
  if (NO_WRITES.has(name)) throw new MongoError(72, `Command ${name} does not support writeConcern`);
  checkFields(concern, 'writeConcern', { w: 'any', j: 'safeBool', wtimeout: 'any' });
  checkWanted(concern.get('w'));
  const timeout = concern.get('wtimeout');
  if (isNumber(timeout) && toNumber(timeout) > INT32_MAX) throw new MongoError(9, 'wtimeout must be a 32-bit integer');
}

function checkWanted(w: Value | undefined): void {
  if (w === undefined || w === null || typeof w === 'string') return;
  if (!isNumber(w)) throw new MongoError(9, 'w has to be a number, string, or object');
  const copies = Number.isNaN(toNumber(w)) ? -1 : coerceInteger(w);
  if (!(copies >= 0 && copies <= 50))
    throw new MongoError(9, 'w has to be a non-negative number and not greater than 50');
}

/** @throws MongoError when a command asks that its write be on more servers than there are */
export function refuseCopies(command: Document): void {
  const concern = command.get('writeConcern');
  const w = isDocument(concern) ? concern.get('w') : undefined;
  if (typeof w === 'string' && w !== 'majority')
    throw new MongoError(79, `No write concern mode named '${w}' found in replica set configuration`);
  if (isNumber(w) && coerceInteger(w) > 1) throw new MongoError(100, 'Not enough data-bearing nodes');
}

function checkMaxTime(value: Value | undefined): void {
  if (!isNumber(value)) return;
  if (!isIntegral(value)) throw new MongoError(9, 'maxTimeMS has non-integral value');
  const ms = toNumber(value);
  if (Math.abs(ms) > 2 ** 63) throw new MongoError(9, 'maxTimeMS cannot be represented as a 64-bit integer');
  if (ms < 0 || ms > INT32_MAX) throw new MongoError(2, `${ms} value for maxTimeMS is out of range [0, ${INT32_MAX}]`);
}
