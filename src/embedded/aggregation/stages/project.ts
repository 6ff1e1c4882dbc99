/** What `$project` leaves of a document. */
import { isDocument } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { compileProjection } from '../../query/projection.ts';
import { refuseLarge } from '../../bson/room.ts';
import type { CompileStage, Stream } from '../stage.ts';

export const projectStage: CompileStage = (spec) => {
  if (!isDocument(spec)) throw new MongoError(15969, '$project specification must be an object');
  if (spec.size === 0)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const project = compileProjection(spec, { isStage: true });
  return function* (input: Stream): Stream {
    for (const document of input) yield document && refuseLarge(project(document));
  };
};
