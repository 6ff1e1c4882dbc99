/** The server's clock, and the only module that reads it: rules and services are given `now`. */
let read = () => new Date();

export const now = (): Date => read();

/** Lets a test or the demo stand at another moment; returns the way back. */
export function setClock(clock: () => Date): () => void {
  const before = read;
  read = clock;
  return () => {
    read = before;
  };
}
