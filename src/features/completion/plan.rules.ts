/** How far a learner should be by the plan of the course, to tell who is behind. Pure. */
import { type Curriculum, lessonsOf, type Module } from '../courses/index.ts';
import type { CompletionRules } from '../programmes/index.ts';
import { type PartName, shareDone } from './completion.rules.ts';

/**
 * From 0 to 1, by the measure of a learner's own progress: who has less is behind. What belongs to the weeks before
 * `week` is expected to be done.
 */
export function plannedShare(curriculum: Curriculum, rules: CompletionRules, week: number): number {
  const past = curriculum.modules.filter((module) => module.week < week);
  return shareDone(plannedParts(curriculum, rules, past, week));
}

type Planned = Readonly<{ part: PartName; have: number; need: number }>;

function plannedParts(curriculum: Curriculum, rules: CompletionRules, past: readonly Module[], week: number) {
  const required = curriculum.modules.map(({ assignment }) => assignment).filter((one) => one.required);
  const lessons = Math.ceil((lessonsOf(curriculum).length * rules.lessonsPercent) / 100);
  const all: readonly (Planned & { isAsked: boolean })[] = [
    { part: 'lessons', have: past.flatMap((module) => module.lessons).length, need: lessons, isAsked: lessons > 0 },
    { part: 'quizzes', have: past.length, need: curriculum.modules.length, isAsked: rules.quizzes },
    {
      part: 'assignments',
      have: required.filter((one) => one.dueWeek < week).length,
      need: required.length,
      isAsked: rules.assignments,
    },
  ];
  return all.filter(({ isAsked }) => isAsked);
}

export type LearnerState = 'complete' | 'onPlan' | 'behind';

export function learnerStateOf(
  { share, isComplete }: { share: number; isComplete: boolean },
  planned: number,
): LearnerState {
  if (isComplete) return 'complete';
  return share < planned ? 'behind' : 'onPlan';
}
