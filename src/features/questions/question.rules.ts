/** What is done with a question, whatever its type. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import { known } from '../../platform/must.ts';
import type { Chance } from '../../platform/seed.rules.ts';
import type { Choice, Feedback, Situation } from './question.content.ts';
import type { Arrangement, DrawnChoice, NamedChoice, NamedSheet, Value } from './question-type.ts';
import { type Question, type QuestionFile, type RightAnswer, type TypeName, typeOf } from './question-types.ts';

export type QuestionKey = Readonly<{ right: RightAnswer; feedback: Feedback }>;
/** By the question's id. */
export type AnswerKey = Readonly<Record<string, QuestionKey>>;

/** A question as it stands in one attempt, by its id in the bank. */
export type DrawnQuestion = Arrangement & Readonly<{ id: string }>;
export type AnsweredQuestion = DrawnQuestion & Readonly<{ value: Value }>;

/** Takes a question of a bank apart: what a learner's page may load, and what only scoring may. */
export function partQuestion(
  file: QuestionFile,
  situation: Situation | undefined,
): { question: Question; key: QuestionKey } {
  const { id, outcome, difficulty, points, prompt } = file;
  const type = typeOf(file);
  const { shown, right, options = {} } = type.part(file);
  const asked = { id, outcome, difficulty, points, prompt, ...(situation ? { case: situation } : {}) };
  return {
    question: { ...asked, ...type.shown.parse({ type: file.type, ...shown }) } as Question,
    key: { right: type.right.parse({ type: file.type, ...right }), feedback: { ...file.feedback, options } },
  };
}

/** Of choices that are shuffled the words say nothing. */
const unsaid: Translate = (key) => key;

const partsOf = (question: Question, say: Translate): Arrangement<Choice> => ({
  choices: [],
  targets: [],
  ...typeOf(question).draw?.(question, say),
});

/** The question as one attempt shows it: everything in it shuffled, but for what is pinned, and under new names. */
export function arrange(question: Question, chance: Chance): DrawnQuestion {
  const name = (choices: readonly Choice[]) => choices.map(({ id }) => ({ id: chance.name(), choice: id }));
  const { choices, targets } = partsOf(question, unsaid);
  const free = chance.shuffle(choices.filter(({ pinned }) => !pinned));
  const pinned = choices.filter((choice) => choice.pinned);
  return { id: question.id, choices: name([...free, ...pinned]), targets: name(chance.shuffle(targets)) };
}

/** The same with its texts; `say` speaks the language that the question is written in. */
export function nameChoices(
  question: Question,
  { choices, targets }: Arrangement,
  say: Translate,
): NamedSheet<Question> {
  const parts = partsOf(question, say);
  const texts = new Map([...parts.choices, ...parts.targets].map(({ id, text }) => [id, text]));
  const name = (drawn: readonly DrawnChoice[]): NamedChoice[] =>
    drawn.map(({ id, choice }) => ({ id, text: known(texts, choice) }));
  return { question, choices: name(choices), targets: name(targets) };
}

/** The field of a form that takes an answer. Nothing given is a valid one, and is kept as open. */
export const answerField = (question: Question, { choices, targets }: Arrangement, isDraft: boolean) =>
  typeOf(question).read({ question, choices, targets }, isDraft);

/** Whether nothing of the answer is still open. */
export const isAnswered = (value: Value): boolean => value.length > 0 && value.every((part) => part !== '');

/** Whether an answer that is kept has still to be finished, as an order in which two have the same position. */
export const isUnfinished = (question: Question, value: Value): boolean =>
  typeOf(question).isUnfinished?.(value) ?? false;

/** All or nothing, so that ticking everything never helps and a wrong answer costs nothing. */
export const isRight = (
  question: Question,
  { choices, targets, value }: AnsweredQuestion,
  right: RightAnswer,
): boolean => isAnswered(value) && typeOf(right).isRight({ question, choices, targets }, value, right);

/** The points that an answer earns, of those that the question is worth. */
export const pointsFor = (question: Question, answered: AnsweredQuestion, right: RightAnswer): number =>
  isRight(question, answered, right) ? question.points : 0;

/** The answer to a drawn question that scoring finds right. */
export const rightValue = (drawn: Arrangement, right: RightAnswer): string[] => typeOf(right).rightValue(drawn, right);

/** One line for each part of the answer; nothing for an answer that was not given. */
export const describeAnswer = (sheet: NamedSheet<Question>, value: Value): string[] =>
  typeOf(sheet.question).describe(sheet, value.some((part) => part !== '') ? value : []);

/** Whether what is said of a wrong choice may be read before the key is shown. */
export const explainsAtOnce = (question: Question): boolean => typeOf(question).hints !== undefined;

/** The name of the view below views/questions that asks it. */
export const viewOf = ({ type }: Readonly<{ type: TypeName }>): string => type.replaceAll('_', '-');
