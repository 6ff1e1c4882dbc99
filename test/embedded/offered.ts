import { readFileSync } from 'node:fs';
import path from 'node:path';

const README = readFileSync(path.join(import.meta.dirname, '../../src/embedded/README.md'), 'utf8');

/** What stands in backquotes in a cell of a table, word by word. */
const wordsOf = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]*)`/g)].flatMap(([, words = '']) => words.split(' '));

/** The rows of the README's table that begins with this word. */
function rowsOf(title: string): [string, string][] {
  const start = README.indexOf(`| ${title} |`);
  const table = README.slice(start, README.indexOf('\n\n', start)).split('\n').slice(2);
  return table.map((row) => {
    const [, first = '', second = ''] = row.split('|');
    return [first.trim(), second];
  });
}

/** Commands that the README offers, with their options. */
export const OFFERED_COMMANDS: ReadonlyMap<string, string[]> = new Map(
  rowsOf('command').flatMap(([names, options]) => wordsOf(names).map((name) => [name, wordsOf(options)] as const)),
);

/** What may stand in the documents within commands; under `any command`, in each of them. */
export const OFFERED_FIELDS: ReadonlyMap<string, string[]> = new Map(
  rowsOf('within').map(([name, fields]) => [name.replaceAll('`', ''), wordsOf(fields)]),
);

/** The stages, operators, accumulators and types that the README offers, by their kind. */
export const OFFERED_KINDS: ReadonlyMap<string, string[]> = new Map(
  rowsOf('kind').map(([kind, names]) => [kind, wordsOf(names)]),
);
