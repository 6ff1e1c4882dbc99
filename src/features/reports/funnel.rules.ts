/** From applying to a certificate: how many came how far, and how that stands against the programme's target. Pure. */
import { isoDay } from '../../platform/format.ts';
import type { Target } from '../programmes/index.ts';

export const stages = ['applied', 'admitted', 'active', 'completed', 'competent', 'certified'] as const;
export type Stage = (typeof stages)[number];
/** People at each stage, those who have gone further included. */
export type Funnel = Readonly<Record<Stage, number>>;

/** Counts below this could point at single people. */
export const smallestShown = 5;

/** A count as somebody may see it who must not recognise anybody; nothing at all points at nobody. */
export type ShownCount = number | 'few';
export const withoutSmallCells = (count: number): ShownCount => (count > 0 && count < smallestShown ? 'few' : count);

export type Finding = Readonly<{
  kind: 'not-started' | 'running' | 'reached' | 'missed';
  /** People or businesses with a certificate, in the unit of the target. */
  have: number;
  need: number;
  /** Whole days of the calendar in WIB until the last day of the target; 0 on that day and after it. */
  daysLeft: number;
}>;

const dayInMs = 86_400_000;
const dayNumber = (moment: Date) => Date.parse(isoDay(moment)) / dayInMs;

/** A target that is reached stays reached; its last day still counts. */
export function findingOf(target: Target, have: number, now: Date): Finding {
  const left = dayNumber(target.until) - dayNumber(now);
  const standing = { have, need: target.count, daysLeft: Math.max(0, left) };
  if (have >= target.count) return { kind: 'reached', ...standing };
  if (left < 0) return { kind: 'missed', ...standing };
  return { kind: now < target.from ? 'not-started' : 'running', ...standing };
}
