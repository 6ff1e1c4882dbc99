/** Chance that can be repeated: the same seed always gives the same numbers, on every machine. Pure. */
import { createHash } from 'node:crypto';

export type Chance = {
  /** A whole number from 0 up to but without `limit`, each as likely as the other. */
  below(limit: number): number;
  /** Ten hexadecimal digits that tell nothing about what they stand for. */
  name(): string;
  shuffle<Item>(items: readonly Item[]): Item[];
};

const wordSize = 2 ** 32;

export function chanceFrom(seed: string): Chance {
  let drawn = 0;
  const bytes = () => createHash('sha256').update(`${seed}:${drawn++}`).digest();

  const below = (limit: number): number => {
    const fair = wordSize - (wordSize % limit);
    for (;;) {
      const word = bytes().readUInt32BE(0);
      if (word < fair) return word % limit;
    }
  };

  const shuffle = <Item>(items: readonly Item[]): Item[] => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      const end = shuffled.splice(last, 1, ...shuffled.slice(other, other + 1));
      shuffled.splice(other, 1, ...end);
    }
    return shuffled;
  };

  return { below, name: () => bytes().toString('hex', 0, 5), shuffle };
}
