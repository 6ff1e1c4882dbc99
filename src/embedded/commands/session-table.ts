/** Which transaction a command belongs to, and when sessions and transactions end. */
import { MongoError } from '../ground/errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { Transaction } from '../storage/transaction.ts';

const TRANSACTION_LIFETIME_MS = 60_000;

export interface TransactionRequest {
  sessionKey: string;
  number: bigint;
  isStart: boolean;
}

/** Logical sessions and the latest transaction of each. */
export class SessionTable {
  readonly #storage: Storage;
  readonly #transactions = new Map<string, Transaction>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /**
   * The transaction that a command belongs to, begun if it asks for that.
   * @throws MongoError NoSuchTransaction, TransactionTooOld
   */
  enter({ sessionKey, number, isStart }: TransactionRequest): Transaction {
    const current = this.#transactions.get(sessionKey);
    if (isStart) return this.#begin(sessionKey, number, current);
    if (!current || current.number !== number) {
      if (current && current.number > number)
        throw new MongoError(
          225,
          `Cannot continue transaction ${number} on session because a newer transaction ${current.number} has been started`,
        );
      throw noSuchTransaction(
        `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${current?.number ?? -1}`,
      );
    }
    return current;
  }

  #begin(sessionKey: string, number: bigint, current: Transaction | undefined): Transaction {
    if (current && current.number >= number && !(current.number === number && current.state === 'aborted'))
      throw new MongoError(
        50911,
        `Cannot start transaction ${number} on session because a newer or the same transaction has been started`,
      );
    if (current?.state === 'open') current.end('aborted');
    const transaction = this.#storage.beginTransaction(number);
    this.#transactions.set(sessionKey, transaction);
    return transaction;
  }

  /** Aborts this very transaction, if it is open. */
  abort(sessionKey: string, number: bigint): void {
    const transaction = this.#transactions.get(sessionKey);
    if (transaction?.state === 'open' && transaction.number === number) transaction.end('aborted');
  }

  /** Ends a session's open transaction, as when its client goes away. */
  end(sessionKey: string): void {
    const transaction = this.#transactions.get(sessionKey);
    if (transaction?.state === 'open') transaction.end('aborted');
    this.#transactions.delete(sessionKey);
  }

  endAll(): void {
    for (const key of this.#transactions.keys()) this.end(key);
  }

  /** Aborts transactions that hold their locks for too long, and forgets ended ones. */
  sweep(now: number): void {
    for (const [key, transaction] of this.#transactions) {
      if (now - transaction.startedAt < TRANSACTION_LIFETIME_MS) continue;
      if (transaction.state === 'open') transaction.end('aborted');
      else if (transaction.state !== 'committing' && now - transaction.startedAt > 30 * TRANSACTION_LIFETIME_MS)
        this.#transactions.delete(key);
    }
  }
}

export function noSuchTransaction(message: string): MongoError {
  return new MongoError(251, message, { labels: ['TransientTransactionError'] });
}

/** @throws MongoError when the transaction is over */
export function requireOpen(transaction: Transaction): void {
  if (transaction.state === 'committed')
    throw new MongoError(256, `Transaction ${transaction.number} has been committed.`);
  if (transaction.state !== 'open')
    throw noSuchTransaction(`Transaction with number ${transaction.number} has been aborted.`);
}
