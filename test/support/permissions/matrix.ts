/** The cells of the matrix, and how they are printed. */
import { type Asker, askers, type Expected, type Relation, relations, routeName } from './expectation.ts';
import type { Outcome } from './ask.ts';

export type Cell = Readonly<{
  row: Expected;
  asker: Asker;
  relation: Relation;
  outcome: Outcome;
  isLeak: boolean;
}>;

const letters: Readonly<Record<Outcome, string>> = {
  passed: '+',
  signIn: 's',
  forbidden: 'f',
  missing: '.',
  fault: 'E',
};

const inOrder = Object.keys(relations) as Relation[];
const width = inOrder.length + 1;
const legend = `One letter for each of ${inOrder.join(', ')}: + may, f 403, . 404, s has to sign in, E another answer, ! not as expected.`;

/** A line for each route, a column for each asker, a letter for each cell. */
export function printMatrix(table: readonly Expected[], cells: readonly Cell[]): string {
  const byRow = new Map(table.map((row) => [row, cells.filter((cell) => cell.row === row)]));
  const name = Math.max(...table.map((row) => routeName(row).length)) + 1;
  const head = ''.padEnd(name) + askers.map((asker) => asker.slice(0, width - 1).padEnd(width)).join('');
  const lines = table.map((row) => {
    const shown = askers.map((asker) => lettersOf(byRow.get(row) ?? [], asker).padEnd(width)).join('');
    return (routeName(row).padEnd(name) + shown).trimEnd();
  });
  return [legend, head, ...lines].join('\n');
}

const lettersOf = (cells: readonly Cell[], asker: Asker): string =>
  inOrder
    .flatMap((relation) => cells.filter((cell) => cell.asker === asker && cell.relation === relation))
    .map(({ outcome, isLeak }) => (isLeak ? '!' : letters[outcome]))
    .join('');

/** A sentence for each cell that is not as the table says. */
export const describeLeak = ({ row, asker, relation, outcome }: Cell): string =>
  `${routeName(row)} as ${asker} (${relation}): ${outcome}`;
