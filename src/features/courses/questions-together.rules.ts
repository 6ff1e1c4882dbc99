/**
 * What no single bank of questions can know: whether the questions of a whole course repeat each other, or give the answer
 * away by their pattern. Pure.
 */
import { findPatterns } from '../questions/index.ts';
import type { CourseSource, ModuleSource } from './course.rules.ts';
import type { ContentProblem } from './yaml.content.ts';

/** Every shortcoming that shows only when all questions of the course are seen together. */
export function checkQuestionsTogether(course: CourseSource): ContentProblem[] {
  return [...checkStems(course.modules), ...checkSharedHints(course.modules), ...checkPatterns(course)];
}

const problemIf = (condition: boolean, problem: () => ContentProblem) => (condition ? [problem()] : []);

/** Two questions that ask the same in the same words would be one question with two chances. */
function checkStems(modules: readonly ModuleSource[]): ContentProblem[] {
  const seen = new Map<string, string>();
  return modules.flatMap(({ quiz }) =>
    quiz.value.questions.flatMap(({ id, prompt, case: situation }, index) => {
      const stem = `${situation ?? ''} ${prompt}`
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      const earlier = seen.get(stem);
      seen.set(stem, id);
      return problemIf(earlier !== undefined, () =>
        quiz.problemAt(['questions', index, 'prompt'], `asks the same as ${earlier}`),
      );
    }),
  );
}

/** A hint that serves several questions helps with none of them. */
function checkSharedHints(modules: readonly ModuleSource[]): ContentProblem[] {
  const seen = new Map<string, string>();
  return modules.flatMap(({ quiz }) =>
    quiz.value.questions.flatMap(({ id, feedback: { hint } }, index) => {
      const earlier = seen.get(hint);
      seen.set(hint, id);
      return problemIf(earlier !== undefined, () =>
        quiz.problemAt(['questions', index, 'feedback', 'hint'], `is the hint of ${earlier} too`),
      );
    }),
  );
}

const checkPatterns = ({ content, modules }: CourseSource): ContentProblem[] =>
  findPatterns(
    modules.flatMap(({ quiz }) => quiz.value.questions),
    'course',
  ).map((message) => content.problemAt(['modules'], message));
