/** Which element of an array `$` stands for. */
import { MongoError } from '../ground/errors.ts';
import type { MatchPosition } from '../bson/paths.ts';

/** Replaces `$` in a path by the place of the array element through which the query matched. */
export function placedPath(steps: string[], position: MatchPosition | undefined): string[] {
  if (!steps.includes('$')) return steps;
  const index = position?.index;
  if (index === undefined)
    throw new MongoError(2, 'The positional operator did not find the match needed from the query.');
  return steps.map((step) => (step === '$' ? String(index) : step));
}
