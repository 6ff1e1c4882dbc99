/**
 * What an author has to put right in questions. A hint is shown while a question may still be asked again, so it must not
 * say the answer. What is written down is found here; what a reader can work out from a hint is for a reader to judge. Pure.
 */
import type { Finding, Hint } from './question-type.ts';
import { type QuestionFile, questionTypes, typeOf } from './question-types.ts';

/** Each hint of the question that says its answer. `situation` is that of its case. */
export function findToldKeys(question: QuestionFile, situation = ''): Finding[] {
  const type = typeOf(question);
  const tells = type.tells(question, `${situation} ${question.prompt}`);
  const hint: Hint = { path: ['feedback', 'hint'], text: question.feedback.hint };
  return [hint, ...(type.hints?.(question) ?? [])].flatMap(({ path, text }) => {
    const told = tells(text);
    return told === undefined ? [] : [{ path, message: `says the answer: ${told}` }];
  });
}

/** What is wrong with a question that has the right shape. */
export const findMistakes = (question: QuestionFile): Finding[] => typeOf(question).findMistakes?.(question) ?? [];

/** What a question lacks to be taught with. */
export const findShortcomings = (question: QuestionFile): Finding[] =>
  typeOf(question).findShortcomings?.(question) ?? [];

/** What questions give away by their pattern, when all of a bank, or of a course, are seen together. */
export const findPatterns = (questions: readonly QuestionFile[], within: 'bank' | 'course'): string[] =>
  questionTypes.flatMap(({ name }) => {
    const ofType = questions.filter(({ type }) => type === name);
    const [first] = ofType;
    return first ? (typeOf(first).findPatterns?.(ofType, within) ?? []) : [];
  });
