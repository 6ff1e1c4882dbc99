import { toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import type { Document } from '../bson/value.ts';
import { MongoError } from '../errors.ts';

const TURN_MS = 4;
const STEPS_A_LOOK = 16;

/** The milliseconds that a command may take by its own `maxTimeMS`; 0 and no value are no limit. */
export function timeLimitOf(command: Document): number {
  const limit = command.get('maxTimeMS');
  return isNumber(limit) && toNumber(limit) > 0 ? toNumber(limit) : Infinity;
}

/** How a long command goes on: it lets others go first now and then, and ends when it takes longer than it may. */
export class Turns {
  private steps = 0;
  private turnEnds: number;
  private readonly deadline: number;

  constructor(timeLimit: number) {
    const now = performance.now();
    this.turnEnds = now + TURN_MS;
    this.deadline = now + timeLimit;
  }

  /** What is left of the limit; a cursor takes it along to its next batch. */
  get timeLeft(): number {
    return this.deadline - performance.now();
  }

  /**
   * To be asked at every step: whether it is time to let others go first.
   * @throws MongoError MaxTimeMSExpired
   */
  isOver(): boolean {
    if (++this.steps % STEPS_A_LOOK !== 0) return false;
    const now = performance.now();
    if (now > this.deadline) throw new MongoError(50, 'operation exceeded time limit');
    return now > this.turnEnds;
  }

  async letOthersGo(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.turnEnds = performance.now() + TURN_MS;
  }
}
