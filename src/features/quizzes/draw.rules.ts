/** Which questions an attempt asks, and in which order everything in them stands. Pure. */
import { chanceFrom } from '../../platform/seed.rules.ts';
import type { Quiz } from '../courses/index.ts';
import { arrange, type DrawnQuestion, type Question } from '../questions/index.ts';

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
