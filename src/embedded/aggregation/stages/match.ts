/** Which documents `$match` lets through. */
import { isDocument } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { compileFilter } from '../../query/filter.ts';
import type { CompileStage, Stream } from '../stage.ts';

export const matchStage: CompileStage = (spec) => {
  if (!isDocument(spec)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(spec);
  return function* (input: Stream): Stream {
    for (const document of input) yield document && matches(document) ? document : undefined;
  };
};
