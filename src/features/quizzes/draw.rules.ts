/** Which questions an attempt asks, and in which order everything in them stands. Pure. */
import type { Choice, Question, Quiz } from '../courses/index.ts';
import { type Chance, chanceFrom } from './seed.rules.ts';

/** An option under the name it has in this attempt only, so that one learner's answers mean nothing to another. */
export type DrawnChoice = Readonly<{ id: string; choice: string }>;
export type DrawnQuestion = Readonly<{
  /** The question's id in the bank. */
  id: string;
  /** Options, left sides or items to put in order, as they are shown. */
  choices: readonly DrawnChoice[];
  /** Right sides of a matching question, as they are shown. */
  targets: readonly DrawnChoice[];
}>;

/**
 * Draws `quiz.draw` questions. Those not asked in earlier attempts (`seen`) come first, and the learning outcomes take
 * turns, so that no attempt leaves one out by bad luck.
 */
export function drawQuestions(quiz: Quiz, seed: string, seen: ReadonlySet<string> = new Set()): DrawnQuestion[] {
  const chance = chanceFrom(seed);
  const bank = chance.shuffle(quiz.questions);
  const fresh = takeTurns(bank.filter(({ id }) => !seen.has(id)));
  const known = takeTurns(bank.filter(({ id }) => seen.has(id)));
  const drawn = [...fresh, ...known].slice(0, quiz.draw);
  return chance.shuffle(drawn).map((question) => arrange(question, chance));
}

/** One question of each outcome, then the next of each, and so on. */
function takeTurns(questions: readonly Question[]): Question[] {
  const turns = new Map<string, number>();
  const withTurn = questions.map((question) => {
    const turn = turns.get(question.outcome) ?? 0;
    turns.set(question.outcome, turn + 1);
    return { question, turn };
  });
  return withTurn.sort((one, other) => one.turn - other.turn).map(({ question }) => question);
}

function arrange(question: Question, chance: Chance): DrawnQuestion {
  const name = (choices: readonly Choice[]) => choices.map(({ id }) => ({ id: chance.name(), choice: id }));
  const { choices, targets } = partsOf(question);
  const free = chance.shuffle(choices.filter(({ pinned }) => !pinned));
  const pinned = choices.filter((choice) => choice.pinned);
  return { id: question.id, choices: name([...free, ...pinned]), targets: name(chance.shuffle(targets)) };
}

function partsOf(question: Question): { choices: readonly Choice[]; targets: readonly Choice[] } {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { choices: question.options, targets: [] };
    case 'matching':
      return { choices: question.lefts, targets: question.rights };
    case 'ordering':
      return { choices: question.items, targets: [] };
    case 'numeric':
    case 'short_text':
      return { choices: [], targets: [] };
  }
}
