/** Which command runs, in which transaction, and what its refusal ends. */
import { toBigInt } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { Binary, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { INTERNAL_DATABASES } from '../storage/collection.ts';
import type { Transaction } from '../storage/transaction.ts';
import { booleanArgument, checkArguments } from './arguments.ts';
import { checkConcerns, isUnacknowledged, refuseCopies } from './concerns.ts';
import { sessionKeyOf, type Command, type CommandContext, type Reply, type Server } from './command.ts';
import { isCommitted } from './retryable.ts';
import { requireOpen } from './session-table.ts';
import { COMMANDS } from './table.ts';

/**
 * Runs one command. One that is refused ends the transaction that it belongs to, as by MongoDB, whatever was wrong with it.
 * @throws MongoError CommandNotFound and whatever the command refuses
 */
export async function runCommand(server: Server, command: Document, connectionId: number): Promise<Reply> {
  try {
    return await runChecked(server, command, connectionId);
  } catch (error) {
    abandonTransaction(server, command);
    throw error;
  }
}

/** Aborts the transaction that a command names, if it is open. */
export function abandonTransaction(server: Server, command: Document): void {
  const sessionId = sessionIdOf(command);
  const number = command.get('txnNumber');
  if (command.get('autocommit') === false && sessionId && typeof number === 'bigint')
    server.sessions.abort(sessionKeyOf(sessionId), number);
}

async function runChecked(server: Server, command: Document, connectionId: number): Promise<Reply> {
  const [name] = command.keys();
  const definition = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name === undefined || !definition) throw new MongoError(59, `no such command: '${name}'`);
  const database = command.get('$db');
  if (typeof database !== 'string') throw new MongoError(40414, 'OP_MSG requests require a $db argument');
  checkArguments(command, name, definition.arguments);
  checkConcerns(command, name);
  if (name === 'commitTransaction' || name === 'abortTransaction') requireTransactionFields(command, name);
  refuseCopies(command);
  const sessionId = sessionIdOf(command);
  const sessionKey = sessionId && sessionKeyOf(sessionId);
  const base = { server, name, database, sessionId, sessionKey, connectionId };
  if (booleanArgument(command, 'autocommit', true)) {
    refuseStrayTransactionFields(command);
    const reply = await definition.run(command, {
      ...base,
      transaction: undefined,
      view: server.storage.committed,
      collection: (namespace) => server.storage.catalog.find(namespace),
      ensureCollection: (namespace) => server.storage.ensureCollection(namespace),
      write: (run) => server.storage.write(run),
    });
    return isUnacknowledged(command) ? withoutErrors(reply) : reply;
  }
  return runInTransaction(definition, command, base);
}

/** @throws MongoError unless the command says which transaction it ends */
function requireTransactionFields(command: Document, name: string): void {
  if (command.get('$db') !== 'admin') throw new MongoError(13, `${name} may only be run against the admin database.`);
  const number = command.get('txnNumber') ?? undefined;
  const autocommit = command.get('autocommit') ?? undefined;
  if (autocommit === true) throw new MongoError(72, "the 'autocommit' field may only be false");
  if (typeof number === 'bigint' && number < 0n) throw new MongoError(72, 'Transaction number cannot be negative');
  if (number === undefined)
    throw new MongoError(autocommit === undefined ? 125 : 72, `${name} must be run within a transaction`);
  if (autocommit === undefined) throw new MongoError(50768, "txnNumber needs 'autocommit: false' here");
}

function withoutErrors({ writeErrors: _ignored, ...reply }: Reply): Reply {
  return reply;
}

async function runInTransaction(
  definition: Command,
  command: Document,
  base: Pick<CommandContext, 'server' | 'name' | 'database' | 'sessionId' | 'sessionKey' | 'connectionId'>,
): Promise<Reply> {
  const { server, name, sessionId, sessionKey } = base;
  const number = command.get('txnNumber');
  if (sessionKey === undefined || !isNumber(number))
    throw new MongoError(72, "'autocommit' needs a session and a transaction number");
  if (name === 'commitTransaction' && sessionId && isCommitted(server.storage.committed, sessionId, toBigInt(number)))
    return {};
  const isStart = booleanArgument(command, 'startTransaction');
  if (isStart && !definition.mayBeInTransaction) throw notInTransactions(name);
  const transaction = server.sessions.enter({ sessionKey, number: toBigInt(number), isStart });
  const context: CommandContext = {
    ...base,
    transaction,
    view: transaction.view,
    collection: (namespace) => transaction.collection(namespace),
    ensureCollection: async (namespace) => transaction.ensureCollection(namespace),
    write: async (run) => run(transaction.view),
  };
  if (name === 'commitTransaction' || name === 'abortTransaction') return definition.run(command, context);
  requireOpen(transaction);
  try {
    const isInternal = INTERNAL_DATABASES.has(base.database);
    if (!definition.mayBeInTransaction || isInternal) throw notInTransactions(name);
    const reply = await definition.run(command, context);
    transaction.refuseTooLarge();
    return reply;
  } catch (error) {
    abort(transaction);
    // Whoever got in the way may still be on its way to the disk: to try again before it is there would be in vain.
    if (error instanceof MongoError && error.labels.includes('TransientTransactionError'))
      await server.storage.settled();
    throw error;
  }
}

function abort(transaction: Transaction): void {
  if (transaction.state === 'open') transaction.end('aborted');
}

function notInTransactions(name: string): MongoError {
  return new MongoError(263, `Cannot run '${name}' in a multi-document transaction.`);
}

function refuseStrayTransactionFields(command: Document): void {
  if (command.get('startTransaction') === true)
    throw new MongoError(72, "'startTransaction' needs 'autocommit: false'");
}

function sessionIdOf(command: Document): Uint8Array | undefined {
  const session: Value | undefined = command.get('lsid');
  const id = isDocument(session) ? session.get('id') : undefined;
  return id instanceof Binary ? id.bytes : undefined;
}
