/** Answers in words: what was given, and what would have been right. Pure. */
import { known, must } from '../../platform/must.ts';
import type { Question, RightAnswer } from '../courses/index.ts';
import type { DrawnChoice, DrawnQuestion } from './draw.rules.ts';
import type { Value } from './scoring.rules.ts';

/** The answer to a drawn question that scoring finds right. */
export function rightValue({ choices, targets }: DrawnQuestion, right: RightAnswer): string[] {
  switch (right.type) {
    case 'single':
    case 'multiple':
      return choices.filter(({ choice }) => right.options.includes(choice)).map(({ id }) => id);
    case 'numeric':
      return [String(right.value).replace('.', ',')];
    case 'matching':
      return choices.map(({ choice }) => idOf(targets, right.pairs[choice]));
    case 'ordering':
      return choices.map(({ choice }) => String(right.order.indexOf(choice) + 1));
    case 'short_text':
      return right.accept.slice(0, 1);
  }
}

const idOf = (drawn: readonly DrawnChoice[], wanted: string | undefined): string =>
  must(
    drawn.find(({ choice }) => choice === wanted),
    `the choice ${wanted}`,
  ).id;

export type NamedChoice = { id: string; text: string };
/** A drawn question with its texts: what a learner sees of it. */
export type NamedQuestion = { choices: NamedChoice[]; targets: NamedChoice[] };

export function nameChoices(question: Question, drawn: DrawnQuestion): NamedQuestion {
  const texts = new Map(textsOf(question).map(({ id, text }) => [id, text]));
  const name = (choices: readonly DrawnChoice[]) =>
    choices.map(({ id, choice }) => ({ id, text: known(texts, choice) }));
  return { choices: name(drawn.choices), targets: name(drawn.targets) };
}

function textsOf(question: Question): readonly NamedChoice[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return question.options;
    case 'matching':
      return [...question.lefts, ...question.rights];
    case 'ordering':
      return question.items;
    case 'numeric':
    case 'short_text':
      return [];
  }
}

/** One line for each part of the answer; nothing for an answer that was not given. */
export function describeAnswer(question: Question, { choices, targets }: NamedQuestion, value: Value): string[] {
  const given = value.filter((part) => part !== '');
  const textOf = (named: readonly NamedChoice[], id: string | undefined) =>
    named.find((one) => one.id === id)?.text ?? '–';
  switch (question.type) {
    case 'single':
    case 'multiple':
      return choices.filter(({ id }) => given.includes(id)).map(({ text }) => text);
    case 'numeric':
      return given.map((text) => `${text} ${question.unit}`);
    case 'short_text':
      return [...given];
    case 'matching':
      return given.length === 0 ? [] : choices.map(({ text }, place) => `${text}: ${textOf(targets, value[place])}`);
    case 'ordering':
      return given.length === 0 ? [] : inOrder(choices, value).map(({ text, position }) => `${position}. ${text}`);
  }
}

const inOrder = (choices: readonly NamedChoice[], value: Value) =>
  choices
    .map(({ text }, place) => ({ text, position: value[place] || '–' }))
    .sort((one, other) => Number(one.position) - Number(other.position));
