/** Where a kept form waits. Pure. */

export const keptFormRoot = '/formulir';
/** The token stands in the query, which no log line repeats. */
export const keptFormPath = (token: string): string => `${keptFormRoot}?isi=${token}`;
