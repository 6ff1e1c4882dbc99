import { isDocument } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { pipelineArgument, within, type CompileStage, type Stream } from '../stage.ts';

export const unionWith: CompileStage = (spec, context, _name, compile) => {
  const fields = typeof spec === 'string' ? new Map([['coll', spec]]) : spec;
  if (!isDocument(fields)) throw new MongoError(9, 'the $unionWith stage specification must be an object or string');
  for (const field of fields.keys())
    if (field !== 'coll' && field !== 'pipeline')
      throw new MongoError(40415, `BSON field '$unionWith.${field}' is an unknown field.`);
  const collection = fields.get('coll');
  const stages = fields.get('pipeline');
  const [first] = Array.isArray(stages) ? stages : [];
  const bringsDocuments = isDocument(first) && first.has('$documents');
  if (typeof collection !== 'string' && !(collection === undefined && bringsDocuments))
    throw new MongoError(collection === undefined ? 9 : 14, "$unionWith needs 'coll', the name of a collection");
  const run = compile(stages === undefined ? [] : pipelineArgument(stages), within(context));
  return function* (input: Stream): Stream {
    yield* input;
    yield* run(typeof collection === 'string' ? context.read(collection) : []);
  };
};
