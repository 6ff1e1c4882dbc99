import { isDocument } from '../../bson/value.ts';
import { typeNameOrMissing } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { compileExpression } from '../expression.ts';
import type { CompileStage, Stream } from '../stage.ts';

/** The sessions that this server knows; its options narrow them by user, and here nobody signs in. */
export const listLocalSessions: CompileStage = (spec, context) => {
  if (!isDocument(spec)) throw new MongoError(9, '$listLocalSessions options must be specified in an object');
  for (const field of spec.keys())
    if (field !== 'allUsers' && field !== 'users')
      throw new MongoError(40415, `BSON field '$listLocalSessions.${field}' is an unknown field.`);
  return () => context.localSessions?.() ?? [];
};

/** Documents written in the pipeline itself; it stands first, where there is no collection. */
export const documentsStage: CompileStage = (spec, context) => {
  const evaluate = compileExpression(spec, context);
  return function* (): Stream {
    const documents = evaluate({ root: new Map(), variables: context.variables });
    if (!Array.isArray(documents))
      throw new MongoError(5858203, `$documents must evaluate to an array, not ${typeNameOrMissing(documents)}`);
    for (const document of documents) {
      if (!isDocument(document)) throw new MongoError(40228, '$documents takes documents only');
      yield document;
    }
  };
};
