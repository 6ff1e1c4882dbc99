/** How long a command may take. */
import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import type { Document } from '../bson/value.ts';

/** The milliseconds that a command may take by its own `maxTimeMS`; 0 and no value are no limit. */
export function timeLimitOf(command: Document): number {
  const limit = command.get('maxTimeMS');
  return isNumber(limit) && toNumber(limit) > 0 ? toNumber(limit) : Infinity;
}
