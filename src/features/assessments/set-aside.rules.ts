/** Why a recommendation is taken from the panel. Pure. */
import type { LastingBar } from './routing.rules.ts';

export const setAsideKinds = ['conflict', 'licence', 'record'] as const;
export type SetAsideKind = (typeof setAsideKinds)[number];

const ofLicence: ReadonlySet<LastingBar> = new Set<LastingBar>(['scheme', 'licence']);

/** The kind that fits what stands against the assessor; undefined when nothing is on record. */
export function kindOfBars(bars: readonly LastingBar[]): SetAsideKind | undefined {
  if (bars.length === 0) return undefined;
  return bars.every((bar) => ofLicence.has(bar)) ? 'licence' : 'conflict';
}
