/** The tables of states as a page of Markdown: a picture of each thing, and its acts. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Act, Acts } from '../platform/states.ts';

export type DrawnStates = Readonly<{
  thing: string;
  all: readonly string[];
  acts: Acts;
  sets: Readonly<Record<string, readonly string[]>>;
}>;
/** A table, the name that the code knows it by, and the file that holds it. */
export type FoundStates = Readonly<{ states: DrawnStates; name: string; file: string }>;

export const statesPage = 'docs/states.md';

/** Every table there is, by its file. */
export async function findStates(): Promise<FoundStates[]> {
  const names = readdirSync('src/features', { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.states.ts')).map((name) => name.split(path.sep).join('/'));
  const found = files.sort().map(async (name) => {
    const file = `src/features/${name}`;
    const exported = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, DrawnStates>;
    return Object.entries(exported).map(([table, states]) => ({ states, name: table, file }));
  });
  return (await Promise.all(found)).flat();
}

export const drawStates = (found: readonly FoundStates[]): string =>
  [
    '# States',
    '',
    'Drawn from the `*.states.ts` files by `npm run docs:states`; `test/states.test.ts` fails when this page is older than they are. An act from “–” makes the thing; one to “–” leaves it in its state. What follows from the clock alone (a window that has closed, a certificate that has expired) is a rule and no state.',
    ...found.flatMap(drawOne),
    '',
  ].join('\n');

const drawOne = ({ states, file }: FoundStates): string[] => [
  '',
  `## ${states.thing}`,
  '',
  `\`${file}\``,
  '',
  '```mermaid',
  'stateDiagram-v2',
  ...states.all.filter((state) => idOf(state) !== state).map((state) => `  state "${state}" as ${idOf(state)}`),
  ...Object.entries(states.acts).flatMap(arrowsOf),
  ...states.all.filter((state) => isEnd(states, state)).map((state) => `  ${idOf(state)} --> [*]`),
  '```',
  '',
  '| From | Act | To | Who | Publishes |',
  '|---|---|---|---|---|',
  ...Object.entries(states.acts).map(rowOf),
  '',
  ...Object.entries(states.sets).map(([name, members]) => `- \`${name}\`: ${members.join(', ')}`),
];

const isEnd = ({ acts }: DrawnStates, state: string): boolean =>
  !Object.values(acts).some(({ from, to }) => to !== undefined && from.includes(state));

/** A dash is no part of a name in a picture. */
const idOf = (state: string): string => state.replaceAll('-', '_');

function arrowsOf([name, { from, to }]: [string, Act]): string[] {
  if (to === undefined) return [];
  const sources = from.length === 0 ? ['[*]'] : from.map(idOf);
  return sources.map((source) => `  ${source} --> ${idOf(to)}: ${name}`);
}

const rowOf = ([name, { from, to, by, publishes, undoes }]: [string, Act]): string =>
  `| ${[
    from.join(', ') || '–',
    undoes ? `${name} (takes back ${undoes})` : name,
    to ?? '–',
    [by].flat().join(', '),
    publishes ? `\`${publishes}\`` : '',
  ].join(' | ')} |`;
