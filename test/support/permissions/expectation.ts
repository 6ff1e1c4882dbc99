/** Reads the table of who may use which route. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { roles } from '../../../src/features/accounts/index.ts';

/** Somebody who is not signed in, somebody who is and holds no role, and one of each role: the columns of the table. */
export const askers = [
  'visitor',
  'person',
  'learner',
  'mentor',
  'instructor',
  'centre-admin',
  'verifier',
  'programme-admin',
  'assessor',
  'certification-manager',
  'panel-member',
  'labour-office',
  'system-admin',
] as const satisfies readonly ('visitor' | 'person' | (typeof roles)[number])[];
export type Asker = (typeof askers)[number];

/** How the thing in the path stands to whoever asks; `unknown` names nothing, `mixed` two things that do not belong together. */
export const relations = { own: 'o', same: 's', cohort: 'c', city: 'y', unknown: 'u', mixed: 'm' } as const;
export type Relation = keyof typeof relations;

/** Whose things the ids of a path are; `-` for a path without any. */
const owners = new Set([
  '-',
  'student',
  'candidate',
  'graduate',
  'drafter',
  'sender',
  'reset',
  'invitation',
  'setup',
  'job',
]);
export type Owner =
  'student' | 'candidate' | 'graduate' | 'drafter' | 'sender' | 'reset' | 'invitation' | 'setup' | 'job';

export type Expected = Readonly<{
  method: string;
  path: string;
  owner: Owner | '-';
  /** The letters of the relations in which this asker may use the route. */
  allowed: Readonly<Record<Asker, string>>;
}>;

export const routeName = ({ method, path: route }: { method: string; path: string }): string => `${method} ${route}`;
export const paramsOf = (route: string): string[] => [...route.matchAll(/:(\w+)/g)].map(([, name]) => name!);

/** Throws for a line that does not fit, since a table that is misread proves nothing. */
export function readExpectation(): Expected[] {
  const text = readFileSync(path.join(import.meta.dirname, 'expectation.txt'), 'utf8');
  return text
    .split('\n')
    .filter((line) => /^(GET|POST) /.test(line))
    .map(readLine);
}

function readLine(line: string): Expected {
  const [method = '', route = '', owner = '', ...cells] = line.trim().split(/\s+/);
  const letters = paramsOf(route).length > 0 ? /^(\.|o?s?c?y?)$/ : /^[.+]$/;
  const isSound = owners.has(owner) && cells.length === askers.length && cells.every((cell) => letters.test(cell));
  if (!isSound) throw new Error(`this line of the table cannot be read: ${line}`);
  const allowed = Object.fromEntries(askers.map((asker, index) => [asker, cells[index]!])) as Record<Asker, string>;
  return { method, path: route, owner: owner as Expected['owner'], allowed };
}

/** A path without ids is about nothing but the asker. */
export const isAllowed = ({ allowed }: Expected, asker: Asker, relation: Relation): boolean =>
  allowed[asker] === '+' || allowed[asker].includes(relations[relation]);

/** Things whose ids stand on a page about something else. */
const listedBy: Readonly<Record<string, string>> = { sessionId: '/kelas/:cohortId/pertemuan' };

/**
 * Whether the asker may learn that the thing exists, because some page shows it to them. To anybody else a refusal has to
 * look as if there were nothing.
 */
export function knowsOf(table: readonly Expected[], expected: Expected, asker: Asker, relation: Relation): boolean {
  const [first] = paramsOf(expected.path);
  if (first === undefined) return true;
  const shows = ({ path: route }: Expected) => paramsOf(route)[0] === first || route === listedBy[first];
  return table.some((row) => row.method === 'GET' && shows(row) && isAllowed(row, asker, relation));
}
