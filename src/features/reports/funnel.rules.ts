/** From applying to a certificate: how many came how far, and how that stands against the programme's target. Pure. */
import { isoDay } from '../../platform/format.ts';
import type { Target } from '../programmes/index.ts';

export const stages = ['applied', 'admitted', 'active', 'completed', 'competent', 'certified'] as const;
export type Stage = (typeof stages)[number];
/** People at each stage, those who have gone further included. */
export type Funnel = Readonly<Record<Stage, number>>;

/** Counts below this could point at single people. */
export const smallestShown = 5;

/** A count as somebody may see it who must not recognise anybody; `hidden` is said of a count that is not shown. */
export type ShownCount = number | 'hidden';

/** The counts of a programme that stand beside each other; `have` is in the unit of the target. */
export type Counts = Funnel & Readonly<{ have: number }>;
type CountName = keyof Counts;

/** Everybody in the second is also in the first, so that their difference is a group of people, too. */
const chain: ReadonlySet<CountName> = new Set<CountName>([
  'applied',
  'admitted',
  'completed',
  'competent',
  'certified',
  'have',
]);
const nested = (one: CountName, other: CountName): boolean => {
  if (one !== 'active' && other !== 'active') return chain.has(one) && chain.has(other);
  return [one, other].some((name) => name === 'applied' || name === 'admitted');
};

/** What the programme is paid for stands in front: a count that comes later is hidden where it would give one away. */
const precedence: readonly CountName[] = [
  'certified',
  'have',
  'applied',
  'admitted',
  'completed',
  'competent',
  'active',
];

const isSmall = (people: number) => people > 0 && people < smallestShown;

/**
 * The counts as they may be seen from outside. One is shown only when it is no small group, and when none of those shown
 * with it differs by a small group: 32 beside 30 would tell of two people. Nothing at all, and no difference, point at
 * nobody. All that is hidden is hidden by the same word, so that the word says nothing either.
 */
export function withoutSmallGroups(counts: Counts): Readonly<Record<CountName, ShownCount>> {
  const shown: CountName[] = [];
  for (const name of precedence) {
    const gives = shown.some((other) => nested(name, other) && isSmall(Math.abs(counts[name] - counts[other])));
    if (!isSmall(counts[name]) && !gives) shown.push(name);
  }
  const names = Object.keys(counts) as CountName[];
  return Object.fromEntries(names.map((name) => [name, shown.includes(name) ? counts[name] : 'hidden'])) as Record<
    CountName,
    ShownCount
  >;
}

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
