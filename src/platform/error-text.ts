/** An error in words that may be kept: what the database and mongoose repeat of a person's input is left out. */

/** Their messages quote the value that did not fit. */
const quoting = new Set(['CastError', 'ValidationError', 'ZodError']);

/** Name and message. A duplicate key ends with the key's value, such as somebody's e-mail address. */
export function describeError(error: Error): string {
  if (quoting.has(error.name)) return error.name;
  return `${error.name}: ${error.message.replace(/ dup key: .*/s, '')}`;
}

/** For a log line: nothing but these fields, whatever else a library has put on its errors. */
export function loggableError(error: unknown): object {
  if (!(error instanceof Error)) return { text: `a thrown ${typeof error}` };
  const { code } = error as NodeJS.ErrnoException;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    text: describeError(error),
    ...(code === undefined ? {} : { code }),
    stack: frames.join('\n'),
    ...(error.cause === undefined ? {} : { cause: loggableError(error.cause) }),
  };
}
