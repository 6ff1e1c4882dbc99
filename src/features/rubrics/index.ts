/** Rubrics: what a piece of work is marked by, criterion by criterion, whoever it was made for. */
import './strings.ts';

export { compileCriterion, type Criterion, criterionFile, rubricOf } from './rubric.content.ts';
export {
  type CriterionMark,
  type CriterionProblem,
  findCriterionProblems,
  type GivenMarks,
  percentOf,
} from './marking.rules.ts';
export { criteriaIn, criterionErrors, criterionFields, criterionValues } from './marks.form.ts';
export { criterionMark } from './marks.model.ts';
export { rubricFields, rubricRows } from './rubric.page.ts';
