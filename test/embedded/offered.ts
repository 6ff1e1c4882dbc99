import { readFileSync } from 'node:fs';
import path from 'node:path';

const README = readFileSync(path.join(import.meta.dirname, '../../src/embedded/README.md'), 'utf8');
const offered = README.slice(README.indexOf('## What it offers'), README.indexOf('## Limits'));

/** What stands in backquotes in a cell of a table, word by word. */
const wordsOf = (cell: string): string[] => [...cell.matchAll(/`([^`]*)`/g)].flatMap(([, words]) => words!.split(' '));

const rows = [...offered.matchAll(/^\| ([^|]*) \|([^|]*)\|$/gm)].map(([, first, second]) => [first!, second!] as const);

/** Commands that the README offers, with their options. */
export const OFFERED_COMMANDS: ReadonlyMap<string, string[]> = new Map(
  rows.flatMap(([names, options]) => wordsOf(names).map((name) => [name, wordsOf(options)] as const)),
);

/** The stages, operators and accumulators that the README offers, by their kind. */
export const OFFERED_OPERATORS: ReadonlyMap<string, string[]> = new Map(
  rows.flatMap(([kind, names]) => (names.includes('`$') ? [[kind, wordsOf(names)] as const] : [])),
);
