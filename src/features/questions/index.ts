/** Questions: each type in a file of its own, with what its author writes, what a learner sees and what is right. */
import './strings.ts';

export { findMistakes, findPatterns, findShortcomings, findToldKeys } from './check.rules.ts';
export type { DrawnChoice, Value } from './question-type.ts';
export { type Question, questionFile, type QuestionFile } from './question-types.ts';
export {
  type AnsweredQuestion,
  type AnswerKey,
  answerField,
  arrange,
  describeAnswer,
  type DrawnQuestion,
  explainsAtOnce,
  isAnswered,
  isRight,
  isUnfinished,
  nameChoices,
  partQuestion,
  pointsFor,
  type QuestionKey,
  rightValue,
  viewOf,
} from './question.rules.ts';
