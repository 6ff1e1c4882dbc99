/** Rounds of a race, and who came first in them. */
import type { Answer, Browser } from '../browser.ts';
import { inTurns } from '../turns.ts';

export const rounds = 200;

/** Rounds about different things go on beside each other, as they do in a school; each is a race of its own. */
export const lanes = 4;

/** Runs a round on each thing. */
export const race = async <Thing>(things: readonly Thing[], round: (thing: Thing) => Promise<void>): Promise<void> => {
  if (things.length !== rounds) throw new Error(`${things.length} rounds`);
  await inTurns(things, round, lanes);
};

/** One person's windows on both processes. */
export type Windows = readonly [first: Browser, second: Browser];

export const windowsOf = (browser: Browser, second: string): Windows => [browser, browser.twin(second)];

/** The same form sent on each process in the same moment. */
export const sendTwice = (windows: Windows, path: string, form: () => URLSearchParams | FormData) =>
  Promise.all(windows.map((window) => window.probe('POST', path, form(), 'text/html')));

export const formOf = ({ token }: Browser, fields: Readonly<Record<string, string>> = {}): URLSearchParams =>
  new URLSearchParams({ _csrf: token, ...fields });

export const isDone = ({ status }: Answer): boolean => status === 303;
export const isConflict = ({ status }: Answer): boolean => status === 409;

/** How often each process was first, for the line that a race ends with: if one never was, there was no race. */
export class Tally {
  readonly #wins = [0, 0];

  note(answers: readonly Answer[]): void {
    this.#wins[answers.findIndex(isDone) % 2]! += 1;
  }

  get both(): boolean {
    return this.#wins.every((wins) => wins > 0);
  }

  get line(): string {
    return `first process ${this.#wins[0]}, second process ${this.#wins[1]}`;
  }
}
