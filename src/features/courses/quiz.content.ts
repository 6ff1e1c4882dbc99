/** The shape of quiz.yaml: the bank of questions with their answers and feedback. */
import { z } from 'zod';
import { bilingual, count, distinct, listOf, percent, text } from '../../platform/file-fields.ts';

const asked = {
  id: text,
  /** The learning outcome of the module that this question tests. */
  outcome: text,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  points: z.number().int().min(1).max(20),
  /** The case whose situation stands above this question and its neighbours. */
  case: text.optional(),
  prompt: text,
  /**
   * `correct` is said of a right answer. `hint` helps whoever may be asked again and says no answer; `reveal` explains the
   * right one, with the key.
   */
  feedback: z.strictObject({ correct: text, hint: text, reveal: text.optional() }),
};

const option = z.strictObject({
  id: text,
  text,
  correct: z.boolean().default(false),
  /** Stays below the shuffled options, as "none of these" has to. */
  pinned: z.boolean().default(false),
  feedback: text.optional(),
});
const options = listOf(option, 'id').refine((all) => all.length >= 2, 'needs at least two options');
const countCorrect = (all: readonly { correct: boolean }[]) => all.filter(({ correct }) => correct).length;

const single = z.strictObject({
  ...asked,
  type: z.literal('single'),
  options: options.refine((all) => countCorrect(all) === 1, 'needs exactly one correct option'),
});

const multiple = z.strictObject({
  ...asked,
  type: z.literal('multiple'),
  options: options
    .refine((all) => countCorrect(all) >= 2, 'needs at least two correct options')
    .refine((all) => countCorrect(all) < all.length, 'needs at least one wrong option, or ticking everything is right'),
});

const numeric = z.strictObject({
  ...asked,
  type: z.literal('numeric'),
  /** Right within `tolerance` of `value`, both in `unit`. The formula says how the value comes about. */
  answer: z.strictObject({ value: z.number(), tolerance: z.number().min(0), unit: text, formula: text.optional() }),
});

const matching = z.strictObject({
  ...asked,
  type: z.literal('matching'),
  pairs: listOf(z.strictObject({ left: text, right: text }), 'left').refine(
    (pairs) => new Set(pairs.map(({ right }) => right)).size >= 2,
    'needs at least two different right sides',
  ),
});

const ordering = z.strictObject({
  ...asked,
  type: z.literal('ordering'),
  /** In the right order. */
  items: distinct(text).refine((items) => items.length >= 3 && items.length <= 8, 'needs three to eight items'),
});

const shortText = z.strictObject({ ...asked, type: z.literal('short_text'), accept: distinct(text) });

const question = z.discriminatedUnion('type', [single, multiple, numeric, matching, ordering, shortText]);
export type QuestionFile = z.infer<typeof question>;

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
    questions: listOf(question, 'id'),
  })
  .refine(({ draw, questions }) => draw <= questions.length, {
    path: ['draw'],
    message: 'is larger than the bank of questions',
  })
  .superRefine(({ cases, questions, draw }, context) => {
    const known = new Set(cases.map(({ id }) => id));
    questions.forEach((one, place) => {
      if (one.case === undefined || known.has(one.case)) return;
      context.addIssue({
        code: 'custom',
        path: ['questions', place, 'case'],
        message: `${one.case} is no case of this quiz`,
      });
    });
    cases.forEach(({ id }, place) => {
      const problem = findCaseProblem(
        questions.map((one) => one.case === id),
        draw,
      );
      if (problem) context.addIssue({ code: 'custom', path: ['cases', place], message: problem });
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
