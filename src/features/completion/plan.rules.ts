/** How far a learner should be by the plan of the course, to tell who is behind. Pure. */
import { type Curriculum, lessonsOf } from '../courses/index.ts';
import type { CompletionRules } from '../programmes/index.ts';
import { doneShare, type PartName, parts } from './completion.rules.ts';

export type PlanMoment = Readonly<{
  /** The week that the cohort is in; what belongs to weeks before it is expected to be done. */
  week: number;
  /** Whether attendance has been taken at all; until then nobody can have attended. */
  hasHeld: boolean;
}>;

/** From 0 to 1, on the same scale as a learner's whole share: who has less is behind. */
export function plannedShare(curriculum: Curriculum, rules: CompletionRules, { week, hasHeld }: PlanMoment): number {
  const past = curriculum.modules.filter((module) => module.week < week);
  const required = curriculum.modules.map(({ assignment }) => assignment).filter((one) => one.required);
  const lessons = lessonsOf(curriculum).length;
  const needed = Math.ceil((lessons * rules.lessonsPercent) / 100);
  const planned: Record<PartName, number | undefined> = {
    lessons: rules.lessonsPercent > 0 ? ratio(past.flatMap((module) => module.lessons).length, needed) : undefined,
    quizzes: rules.quizzes ? ratio(past.length, curriculum.modules.length) : undefined,
    assignments: rules.assignments
      ? ratio(required.filter((one) => one.dueWeek < week).length, required.length)
      : undefined,
    attendance: rules.attendancePercent > 0 ? Number(hasHeld) : undefined,
  };
  const counted = parts.flatMap((part) => planned[part] ?? []);
  return counted.length === 0 ? 1 : counted.reduce((sum, share) => sum + share, 0) / counted.length;
}

const ratio = (have: number, need: number) =>
  doneShare({ part: 'lessons', met: have >= need, have, need, missing: [] });

export type LearnerState = 'complete' | 'onPlan' | 'behind';

export function learnerStateOf(
  { share, isComplete }: { share: number; isComplete: boolean },
  planned: number,
): LearnerState {
  if (isComplete) return 'complete';
  return share < planned ? 'behind' : 'onPlan';
}
