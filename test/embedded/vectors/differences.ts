import type { Kind } from './expectation.ts';
import type { Outcome } from './lanes.ts';

/** A known difference from MongoDB, by the names of what differs: never by the case that showed it. */
export interface KnownDifference {
  names: readonly string[];
  kinds: readonly Kind[];
  reason: string;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [];

/** Whether an entry speaks of what this outcome differs in. */
export function covers({ names, kinds }: KnownDifference, { kind, mentions }: Outcome): boolean {
  return kinds.includes(kind) && names.some((name) => mentions.has(name));
}
