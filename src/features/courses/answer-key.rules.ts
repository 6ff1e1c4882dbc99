/** Answer keys as any release has stored them. Pure. */
import type { AnswerKey, QuestionKey } from '../questions/index.ts';
import type { AnswerKeys } from './curriculum.rules.ts';

/** Before hints there was one text for a wrong answer, which nobody had checked for the answer: it comes with the key. */
type OlderFeedback = Readonly<{ correct: string; wrong: string; options: Readonly<Record<string, string>> }>;
type StoredKey = Readonly<{ right: QuestionKey['right']; feedback: QuestionKey['feedback'] | OlderFeedback }>;
export type StoredKeys = Readonly<Record<string, Readonly<Record<string, StoredKey>>>>;

/** A version is named by its text, so an older one stays as it was written and is read as what it means today. */
export const readAnswerKeys = (stored: StoredKeys): AnswerKeys =>
  mapValues(stored, (quiz): AnswerKey => mapValues(quiz, readKey));

function readKey({ right, feedback }: StoredKey): QuestionKey {
  if (!('wrong' in feedback)) return { right, feedback };
  const { wrong, ...others } = feedback;
  return { right, feedback: { ...others, hint: '', reveal: wrong } };
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
