/** How long a command works before it lets others go first, and when it has had all its time. */
import { MongoError } from './errors.ts';

const TURN_MS = 4;
const STEPS_A_LOOK = 16;
const SLOW_MS = 0.5;

/** The turn of a long command: after some milliseconds of work it lets others go first, and it ends at its time limit. */
export class Turn {
  #steps = 1;
  #lookedAt: number;
  #endsAt: number;
  readonly #deadline: number;

  /** @param timeLimit in milliseconds from now */
  constructor(timeLimit = Infinity) {
    const now = performance.now();
    this.#lookedAt = now;
    this.#endsAt = now + TURN_MS;
    this.#deadline = now + timeLimit;
  }

  /** What is left of the limit; a cursor takes it along to its next batch. */
  get timeLeft(): number {
    return this.#deadline - performance.now();
  }

  /**
   * To be asked at each small step of the work.
   * @throws MongoError MaxTimeMSExpired
   */
  isOver(): boolean {
    if (--this.#steps > 0) return false;
    const now = performance.now();
    // Steps that take long are looked at one by one.
    this.#steps = now - this.#lookedAt > SLOW_MS ? 1 : STEPS_A_LOOK;
    this.#lookedAt = now;
    if (now > this.#deadline) throw new MongoError(50, 'operation exceeded time limit');
    return now > this.#endsAt;
  }

  /**
   * What a stream gives, without a turn for others: writes run at a stroke, and end at their time limit all the same.
   * @throws MongoError MaxTimeMSExpired
   */
  *within<Item>(items: Iterable<Item | undefined>): Iterable<Item> {
    for (const item of items) {
      this.isOver();
      if (item !== undefined) yield item;
    }
  }

  /** Resolves when the others had theirs. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#endsAt = performance.now() + TURN_MS;
  }
}
