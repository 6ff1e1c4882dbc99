/** Whether a new password is good enough: its length and how soon it is guessed, and no rule about what it is made of. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

export const shortestPassword = 10;
export const longestPassword = 128;

/** Of zxcvbn's scores 0-4: 3 stands for more than a hundred million guesses. */
const lowestScore = 3;
/** What follows is not read: a start this long that is hard to guess stays hard, and the work stays bounded. */
const judgedLength = 40;
/** zxcvbn's own 100 take half a second on a text made of 4, @ and 0. */
const substitutionsTried = 20;

export type PasswordFault = 'platform.passwordTooShort' | 'platform.passwordTooLong' | 'platform.passwordGuessable';

/**
 * Says what is wrong with a new password, or undefined. `contextWords` are what a guesser knows of this person and site:
 * name, e-mail address, business, school. Length counts characters, not bytes.
 */
export async function judgePassword(
  password: string,
  contextWords: readonly string[],
): Promise<PasswordFault | undefined> {
  const { length } = Array.from(password);
  if (length < shortestPassword) return 'platform.passwordTooShort';
  if (length > longestPassword) return 'platform.passwordTooLong';
  const guesser = await (loading ??= loadGuesser());
  const { score } = guesser.check(password.slice(0, judgedLength), contextWords.flatMap(partsOf));
  return score < lowestScore ? 'platform.passwordGuessable' : undefined;
}

const partsOf = (words: string) => [words, ...words.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);

let loading: Promise<ZxcvbnFactory> | undefined;

/** The word lists take some megabytes and tens of milliseconds, so they are loaded when the first password is chosen. */
async function loadGuesser(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, indonesian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-id'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...indonesian.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: judgedLength,
    l33tMaxSubstitutions: substitutionsTried,
  });
}
