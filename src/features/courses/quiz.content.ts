/** The shape of quiz.yaml: the bank of questions with their answers and feedback. */
import { z } from 'zod';
import { bilingual, count, listOf, percent, text } from '../../platform/file-fields.ts';
import { questionFile } from '../questions/index.ts';

export const quizFile = z
  .strictObject({
    title: bilingual,
    /** How many questions of the bank one attempt asks. */
    draw: count,
    minutes: count.max(240),
    attempts: count.max(10),
    pass_percent: percent,
    cooldown_minutes: z.number().int().min(0),
    /** Situations that several questions share. */
    cases: listOf(z.strictObject({ id: text, text }), 'id').default([]),
    questions: listOf(questionFile, 'id'),
  })
  .refine(({ draw, questions }) => draw <= questions.length, {
    path: ['draw'],
    message: 'is larger than the bank of questions',
  })
  .superRefine(({ cases, questions, draw }, context) => {
    const known = new Set(cases.map(({ id }) => id));
    questions.forEach((question, index) => {
      if (question.case === undefined || known.has(question.case)) return;
      context.addIssue({
        code: 'custom',
        path: ['questions', index, 'case'],
        message: `${question.case} is no case of this quiz`,
      });
    });
    cases.forEach(({ id }, index) => {
      const problem = findCaseProblem(
        questions.map((question) => question.case === id),
        draw,
      );
      if (problem) context.addIssue({ code: 'custom', path: ['cases', index], message: problem });
    });
  });
export type QuizFile = z.infer<typeof quizFile>;

/** `isOfCase` for each question of the bank, in its order. */
function findCaseProblem(isOfCase: readonly boolean[], draw: number): string | undefined {
  const size = isOfCase.filter(Boolean).length;
  if (size < 2) return 'needs at least two questions';
  if (size > draw) return 'has more questions than an attempt asks';
  const isTogether = isOfCase.lastIndexOf(true) - isOfCase.indexOf(true) === size - 1;
  return isTogether ? undefined : 'needs its questions one after the other';
}
