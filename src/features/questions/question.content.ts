/** What every question has, whatever its type: as its author writes it, and the parts that it is published in. */
import { z } from 'zod';
import { text } from '../../platform/file-fields.ts';

/** Besides these each type has fields of its own. */
export const asked = {
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

/** What several neighbouring questions are about. */
export type Situation = Readonly<{ id: string; text: string }>;

/** What a learner may see of any question. */
export type Asked = Readonly<{
  id: string;
  outcome: string;
  difficulty: 'easy' | 'medium' | 'hard';
  points: number;
  case?: Situation;
  prompt: string;
}>;

/** An option, a side of a pair or a line to put in order. Lists of them stand in an order that says nothing. */
export const choice = z.strictObject({ id: z.string(), text: z.string(), pinned: z.literal(true).optional() });
export type Choice = Readonly<{ id: string; text: string; pinned?: true | undefined }>;

/** What is said of an answer. `options`: of each that was ticked, by its id in the bank. */
export type Feedback = Readonly<{
  correct: string;
  hint: string;
  reveal?: string | undefined;
  options: Readonly<Record<string, string>>;
}>;
