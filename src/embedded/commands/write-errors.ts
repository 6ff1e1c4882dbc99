/** Which statements of a write still run after one has failed. */
import { MongoError } from '../ground/errors.ts';
import { LockWait } from '../storage/locks.ts';
import type { CommandContext, Reply } from './command.ts';

/**
 * Runs the statements of a write command one after the other and gathers their errors. Inside a transaction the first error
 * ends the command, and with it the transaction.
 */
export function runStatements<Statement>(
  statements: readonly Statement[],
  context: CommandContext,
  isOrdered: boolean,
  run: (statement: Statement, index: number) => void,
): Reply[] {
  const errors: Reply[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError) || error instanceof LockWait || context.transaction) throw error;
      errors.push({ index, code: error.code, ...(error.fields as Reply), errmsg: error.message });
      if (isOrdered) break;
    }
  }
  return errors;
}

export function withErrors(reply: Reply, errors: Reply[]): Reply {
  return errors.length > 0 ? { ...reply, writeErrors: errors } : reply;
}

const MAX_BATCH = 100_000;

/** @throws MongoError InvalidLength */
export function refuseBatchSize({ length }: readonly unknown[]): void {
  if (length === 0 || length > MAX_BATCH)
    throw new MongoError(16, `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${length} operations.`);
}
