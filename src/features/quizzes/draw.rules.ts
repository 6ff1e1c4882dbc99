/** Which questions an attempt asks, and in which order everything in them stands. Pure. */
import { type Chance, chanceFrom } from '../../platform/seed.rules.ts';
import type { Choice, Question, Quiz } from '../courses/index.ts';

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
 * turns, so that no attempt leaves one out by bad luck. The questions of a case come together and in their order, or not
 * at all.
 */
export function drawQuestions(quiz: Quiz, seed: string, seen: ReadonlySet<string> = new Set()): DrawnQuestion[] {
  const chance = chanceFrom(seed);
  const bank = chance.shuffle(groupsOf(quiz.questions));
  const isSeen = ([first]: Group) => seen.has(first.id);
  const fresh = takeTurns(bank.filter((group) => !isSeen(group)));
  const known = takeTurns(bank.filter(isSeen));
  const drawn = fill([...fresh, ...known], quiz.draw);
  return chance.shuffle(drawn).flatMap((group) => group.map((question) => arrange(question, chance)));
}

/** Questions that are drawn together: those of a case, or one by itself. */
type Group = readonly [Question, ...Question[]];

function groupsOf(questions: readonly Question[]): Group[] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const name = question.case?.id ?? question.id;
    groups.set(name, [...(groups.get(name) ?? []), question]);
  }
  return [...groups.values()] as unknown as Group[];
}

/** In their order, leaving out a group that is larger than the room that is left. */
function fill(groups: readonly Group[], room: number): Group[] {
  let left = room;
  return groups.filter((group) => {
    const fits = group.length <= left;
    if (fits) left -= group.length;
    return fits;
  });
}

/** One group of each outcome, then the next of each, and so on. */
function takeTurns(groups: readonly Group[]): Group[] {
  const turns = new Map<string, number>();
  const withTurn = groups.map((group) => {
    const [{ outcome }] = group;
    const turn = turns.get(outcome) ?? 0;
    turns.set(outcome, turn + 1);
    return { group, turn };
  });
  return withTurn.sort((one, other) => one.turn - other.turn).map(({ group }) => group);
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
