/** Which documents `delete` removes. */
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { select, type Selection } from '../plans/executor.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import { removeRecord } from '../storage/records.ts';
import { booleanArgument, checkFields, collectionName, missingField } from './arguments.ts';
import type { Command, Commands } from './command.ts';
import { writeOnce } from './retryable.ts';
import { timeLimitOf } from './time-limit.ts';
import { Turn } from '../ground/turn.ts';
import { refuseBatchSize, runStatements, withErrors } from './write-errors.ts';

const remove: Command = {
  arguments: { deletes: 'array', ordered: 'bool' },
  mayBeInTransaction: true,
  run(command, context) {
    const collection = context.collection(`${context.database}.${collectionName(command, 'delete')}`);
    const statements = command.get('deletes');
    if (!Array.isArray(statements)) throw missingField('delete.deletes');
    statements.forEach(checkStatement);
    refuseBatchSize(statements);
    return writeOnce(command, context, (view) => {
      let removed = 0;
      const turn = new Turn(timeLimitOf(command));
      const errors = runStatements(statements, context, booleanArgument(command, 'ordered', true), (statement) => {
        removed += runDelete(view, collection, statement as Document, turn);
      });
      return withErrors({ n: removed }, errors);
    });
  },
};

/** Runs one of the `deletes` of a command; gives the number of documents removed. */
function runDelete(view: Overlay, collection: Collection | undefined, statement: Document, turn: Turn): number {
  const selection = parseStatement(statement);
  if (!collection) {
    compileFilter(selection.filter);
    return 0;
  }
  const matches = [...turn.within(select(view, collection, selection))];
  for (const match of turn.within(matches)) removeRecord(view, collection, match);
  return matches.length;
}

const STATEMENT = { q: 'document', limit: 'number' } as const;

/** @throws MongoError for a malformed statement, before any of them has run */
function checkStatement(statement: Value): void {
  if (!isDocument(statement)) throw new MongoError(14, "BSON field 'delete.deletes' must hold objects");
  checkFields(statement, 'delete.deletes', STATEMENT, ['q', 'limit']);
}

function parseStatement(statement: Document): Selection {
  const limit = statement.get('limit');
  const most = isNumber(limit) ? toNumber(limit) : 0;
  if (most !== 0 && most !== 1)
    throw new MongoError(9, `The limit field in delete objects must be 0 or 1. Got ${most}`);
  return {
    filter: filterArgument(statement.get('q'), 'delete.deletes.q'),
    limit: most,
  };
}

export const DELETE: Commands = { delete: remove };
