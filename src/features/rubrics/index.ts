/** Rubrics: what a piece of work is marked by, criterion by criterion, whoever it was made for. */
import './strings.ts';

export { compileCriterion, type Criterion, criterionFile, rubricOf } from './rubric.content.ts';
export {
  type CriterionMark,
  findMarkProblems,
  type GivenMarks,
  type MarkOutcome,
  markOutcomes,
  type MarkProblem,
  percentOf,
} from './marking.rules.ts';
export { rubricRows } from './rubric.page.ts';
