/** When each of the three self-assessments is taken. Pure. */

export const phases = ['start', 'middle', 'end'] as const;
export type Phase = (typeof phases)[number];

/** The last two weeks are those after the teaching. */
const closingWeeks = 2;

/**
 * The phase that is taken in a week; `week` is 0 before the cohort begins. What was answered in an earlier one can no
 * longer be changed, or the way between them would show nothing.
 */
export function phaseOf(week: number, weeks: number): Phase {
  if (week > weeks - closingWeeks) return 'end';
  return week > Math.ceil((weeks - closingWeeks) / 2) ? 'middle' : 'start';
}

/** Levels by the item's id. */
export type Levels = Readonly<Record<string, number>>;

/** The mean level of the items that were answered, from 0 to 3; undefined when none was. */
export function meanLevel(levels: Levels): number | undefined {
  const values = Object.values(levels);
  return values.length === 0 ? undefined : values.reduce((sum, level) => sum + level, 0) / values.length;
}
