import { expect } from 'chai';
import mongoose from 'mongoose';
import { isDatabaseAway } from '../../src/platform/database-errors.ts';

const { MongoNetworkError, MongoServerError } = mongoose.mongo;
const named = (name: string, message = 'x') => Object.assign(new Error(message), { name });
const ofDriver = (name: string) => Object.defineProperty(new mongoose.mongo.MongoError('x'), 'name', { value: name });
const ofSocket = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
const said = (code: number, errorLabels: string[] = []) => new MongoServerError({ message: 'x', code, errorLabels });

const cases: readonly [what: string, error: unknown, isAway: boolean][] = [
  ['a connection that broke', new MongoNetworkError('x'), true],
  ['no server to be found', ofDriver('MongoServerSelectionError'), true],
  ['a pool that was cleared', ofDriver('MongoPoolClearedError'), true],
  ['all connections taken', ofDriver('MongoWaitQueueTimeoutError'), true],
  ['a client that was closed', ofDriver('MongoTopologyClosedError'), true],
  ['a server that ends', said(91), true],
  ['a cursor that a server took with it', said(43), true],
  ['a server that was interrupted by its end', said(11600), true],
  ['a server that is primary no more', said(10107), true],
  ['a query that was given up', said(50), true],
  ['what the driver may repeat', said(1, ['RetryableWriteError']), true],
  ['mongoose before its connection', named('MongooseError', 'Cannot call `a.find()` … `bufferCommands = false`'), true],
  ['a command written to a socket that broke just now', ofSocket('EPIPE', 'write'), true],
  ['a socket that nobody listens at', ofSocket('ECONNREFUSED', 'connect'), true],
  ['a file that is not there', ofSocket('ENOENT', 'open'), false],
  ['a cause below another error', new Error('the session store', { cause: new MongoNetworkError('x') }), true],
  ['a value that is there already', said(11000), false],
  ['a command that is wrong', said(9), false],
  ['a fault of ours', new TypeError('x'), false],
  ['no error at all', 'x', false],
];

describe('a database that is away', () => {
  for (const [what, error, isAway] of cases)
    it(`${isAway ? 'is' : 'is not'} said by ${what}`, () => expect(isDatabaseAway(error)).to.equal(isAway));
});
