/** Which paths an update may name. */
import { MongoError, notOffered } from '../ground/errors.ts';

/** @throws MongoError for paths that no update may name */
export function updateSteps(path: string): string[] {
  if (path === '') throw new MongoError(56, 'An empty update path is not valid.');
  const steps = path.split('.');
  steps.forEach((step, i) => {
    if (step === '')
      throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
    if (i > 0 && step.startsWith('$[')) throw notOffered(2, `The array filter ${step} in a path`);
    if (i === 0 && (step === '$' || step.startsWith('$[')))
      throw new MongoError(
        2,
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
      );
    if (i === 0 && step.startsWith('$'))
      throw new MongoError(52, `The dollar ($) prefixed field '${step}' in '${path}' is not valid for storage.`);
  });
  if (steps.filter((step) => step === '$').length > 1)
    throw new MongoError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  return steps;
}
