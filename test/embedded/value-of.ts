import type { Value } from '../../src/embedded/bson/value.ts';

/** A BSON value from plain JSON: objects become documents, anything else is a value already. */
export function valueOf(json: unknown): Value {
  if (Array.isArray(json)) return json.map(valueOf);
  const isPlain = typeof json === 'object' && json !== null && json.constructor === Object;
  if (!isPlain) return json as Value;
  return new Map(Object.entries(json).map(([key, field]) => [key, valueOf(field)]));
}
