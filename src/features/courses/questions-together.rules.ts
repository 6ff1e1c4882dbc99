/**
 * What no single bank of questions can know: whether the questions of a whole course repeat each other, or give the answer
 * away by their pattern. Pure.
 */
import type { CourseSource, ModuleSource } from './course.rules.ts';
import type { QuestionFile } from './quiz.content.ts';
import type { ContentProblem } from './yaml.content.ts';

/** A share of the questions with as many options to tick, and how many such questions make a share mean something. */
const mostOfOneCount = 0.6;
const leastToVary = 5;

/** Every shortcoming that shows only when all questions of the course are seen together. */
export function checkQuestionsTogether(course: CourseSource): ContentProblem[] {
  return [...checkStems(course.modules), ...checkSharedHints(course.modules), ...checkCounts(course)];
}

const problemIf = (condition: boolean, problem: () => ContentProblem) => (condition ? [problem()] : []);

/** Two questions that ask the same in the same words would be one question with two chances. */
function checkStems(modules: readonly ModuleSource[]): ContentProblem[] {
  const seen = new Map<string, string>();
  return modules.flatMap(({ quiz }) =>
    quiz.value.questions.flatMap(({ id, prompt, case: situation }, place) => {
      const stem = `${situation ?? ''} ${prompt}`
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      const earlier = seen.get(stem);
      seen.set(stem, id);
      return problemIf(earlier !== undefined, () =>
        quiz.problemAt(['questions', place, 'prompt'], `asks the same as ${earlier}`),
      );
    }),
  );
}

/** A hint that serves several questions helps with none of them. */
function checkSharedHints(modules: readonly ModuleSource[]): ContentProblem[] {
  const seen = new Map<string, string>();
  return modules.flatMap(({ quiz }) =>
    quiz.value.questions.flatMap(({ id, feedback: { hint } }, place) => {
      const earlier = seen.get(hint);
      seen.set(hint, id);
      return problemIf(earlier !== undefined, () =>
        quiz.problemAt(['questions', place, 'feedback', 'hint'], `is the hint of ${earlier} too`),
      );
    }),
  );
}

type Multiple = Extract<QuestionFile, { type: 'multiple' }>;

/** Where nearly every question with four options has two right ones, who knows that need not know the answer. */
function checkCounts({ content, modules }: CourseSource): ContentProblem[] {
  const all = modules.flatMap(({ quiz }) =>
    quiz.value.questions.filter((one): one is Multiple => one.type === 'multiple'),
  );
  const sizes = [...new Set(all.map(({ options }) => options.length))].sort();
  return sizes.flatMap((size) => {
    const counts = all
      .filter(({ options }) => options.length === size)
      .map(({ options }) => options.filter(({ correct }) => correct).length);
    const most = Math.max(...counts.map((count) => counts.filter((other) => other === count).length));
    return problemIf(counts.length >= leastToVary && most > counts.length * mostOfOneCount, () =>
      content.problemAt(
        ['modules'],
        `${most} of ${counts.length} questions with ${size} options to tick have as many right ones as each other`,
      ),
    );
  });
}
