/**
 * How long a refused file is read on: small ones to their end, so that what follows them arrives, and no film over a slow
 * line, whose sender waits for minutes to be told what was known from the first bytes.
 */
const mostBytes = 8_000_000;
const mostMilliseconds = 3000;

export class Patience {
  /** Called once, when it is at its end. */
  atEnd: () => void = () => undefined;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** So many bytes more came for nothing. */
  spend(bytes: number): void {
    this.#bytes += bytes;
    this.#timer ??= setTimeout(() => this.#stop(), mostMilliseconds);
    if (this.#bytes > mostBytes) this.#stop();
  }

  /** The refused file is over. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  end(): void {
    this.rest();
    this.atEnd = () => undefined;
  }

  #stop(): void {
    const { atEnd } = this;
    this.end();
    atEnd();
  }
}
