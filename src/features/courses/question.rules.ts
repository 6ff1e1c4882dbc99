/** Takes a question of a bank apart: what a learner's page may load, and what only scoring may. Pure. */
import type { Choice, Question, QuestionKey, RightAnswer } from './curriculum.content.ts';
import type { QuestionFile, QuizFile } from './quiz.content.ts';

type Parted = { question: Question; key: QuestionKey };
type Of<Type extends QuestionFile['type']> = Extract<QuestionFile, { type: Type }>;

export function partQuestion(file: QuestionFile, cases: QuizFile['cases']): Parted {
  const { id, outcome, difficulty, points, prompt } = file;
  const { shown, right, options = {} } = partAnswer(file);
  const situation = cases.find((one) => one.id === file.case);
  return {
    question: {
      id,
      outcome,
      difficulty,
      points,
      prompt,
      ...(situation ? { case: situation } : {}),
      ...shown,
    } as Question,
    key: { right, feedback: { ...file.feedback, options } },
  };
}

type PartedAnswer = { shown: object; right: RightAnswer; options?: Record<string, string> };

function partAnswer(file: QuestionFile): PartedAnswer {
  switch (file.type) {
    case 'single':
    case 'multiple':
      return partOptions(file);
    case 'numeric': {
      const { value, tolerance, unit } = file.answer;
      return { shown: { type: file.type, unit }, right: { type: file.type, value, tolerance } };
    }
    case 'matching':
      return partPairs(file);
    case 'ordering': {
      const items = named(file.items, 'i');
      const order = file.items.map((text) => idOf(items, text));
      return { shown: { type: file.type, items }, right: { type: file.type, order } };
    }
    case 'short_text':
      return { shown: { type: file.type }, right: { type: file.type, accept: file.accept } };
  }
}

function partOptions({ type, options }: Of<'single' | 'multiple'>): PartedAnswer {
  const shown = options.map(({ id, text, pinned }) => ({ id, text, ...(pinned ? { pinned } : {}) }));
  return {
    shown: { type, options: shown },
    right: { type, options: options.filter(({ correct }) => correct).map(({ id }) => id) },
    options: Object.fromEntries(options.flatMap(({ id, feedback }) => (feedback ? [[id, feedback]] : []))),
  };
}

/** Several left sides may have the same right side, so right sides are named once each. */
function partPairs({ type, pairs }: Of<'matching'>): PartedAnswer {
  const leftId = (place: number) => `l${place + 1}`;
  const lefts = pairs.map(({ left }, place) => ({ id: leftId(place), text: left }));
  const rights = named([...new Set(pairs.map(({ right }) => right))], 'r');
  const right = Object.fromEntries(pairs.map((pair, place) => [leftId(place), idOf(rights, pair.right)]));
  return { shown: { type, lefts, rights }, right: { type, pairs: right } };
}

/** Ids by the alphabet, so that neither an id nor its place tells what is right. */
const named = (texts: readonly string[], letter: string): Choice[] =>
  [...texts].sort().map((text, place) => ({ id: `${letter}${place + 1}`, text }));

const idOf = (choices: readonly Choice[], text: string): string =>
  choices.find((choice) => choice.text === text)?.id ?? '';
