/** Naming texts so that nothing shows which belongs where. */
import type { Choice } from '../question.content.ts';

/** Ids by the alphabet, so that neither an id nor its position tells what is right. */
export const named = (texts: readonly string[], prefix: string): Choice[] =>
  [...texts].sort().map((text, index) => ({ id: `${prefix}${index + 1}`, text }));

export const idOf = (choices: readonly Choice[], text: string): string =>
  choices.find((choice) => choice.text === text)?.id ?? '';
