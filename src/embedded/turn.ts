import { MongoError } from './errors.ts';

const TURN_MS = 4;
const STEPS_A_LOOK = 16;

/** The turn of a long command: after some milliseconds of work it lets others go first, and it ends at its time limit. */
export class Turn {
  private steps = 0;
  private endsAt: number;
  private readonly deadline: number;

  /** @param timeLimit in milliseconds from now */
  constructor(timeLimit = Infinity) {
    const now = performance.now();
    this.endsAt = now + TURN_MS;
    this.deadline = now + timeLimit;
  }

  /** What is left of the limit; a cursor takes it along to its next batch. */
  get timeLeft(): number {
    return this.deadline - performance.now();
  }

  /**
   * To be asked at each small step of the work.
   * @throws MongoError MaxTimeMSExpired
   */
  isOver(): boolean {
    if (++this.steps % STEPS_A_LOOK !== 0) return false;
    const now = performance.now();
    if (now > this.deadline) throw new MongoError(50, 'operation exceeded time limit');
    return now > this.endsAt;
  }

  /** Resolves when the others had theirs. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.endsAt = performance.now() + TURN_MS;
  }
}
