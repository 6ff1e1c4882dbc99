/** Every route as everybody about everything: who may use what is in support/permissions/expectation.txt. */
import { expect } from 'chai';
import { useApp } from './support/app.ts';
import {
  fillPath,
  type Outcome,
  meaningOf,
  type People,
  signEverybodyIn,
  strangeForm,
} from './support/permissions/ask.ts';
import {
  type Asker,
  askers,
  type Expected,
  isAllowed,
  knowsOf,
  readExpectation,
  type Relation,
  relations,
  routeName,
} from './support/permissions/expectation.ts';
import { takeFingerprint } from './support/permissions/fingerprint.ts';
import { type Cell, describeLeak, printMatrix } from './support/permissions/matrix.ts';
import { makeWorld, type World } from './support/permissions/world.ts';
import { inTurns } from './support/turns.ts';

const sessionEnds = ['/keluar', '/akun/keluar-semua'];

describe('permissions', function () {
  this.timeout(180_000);
  const app = useApp();
  const table = readExpectation();
  const cells: Cell[] = [];
  let world: World;
  let people: People;

  before(async () => {
    world = await makeWorld(app.address, new Date());
    people = await signEverybodyIn(app.address, world);
  });

  after(() => {
    const leaks = cells.filter(({ isLeak }) => isLeak).length;
    process.stdout.write(
      `${printMatrix(table, cells)}\n${table.length} routes, ${cells.length} cells, ${leaks} leaks\n`,
    );
  });

  const probe = (row: Expected, asker: Asker, path: string) => {
    const browser = people.of(asker, row.owner);
    return browser.probe(row.method, path, row.method === 'POST' ? strangeForm(browser.token) : undefined);
  };

  /** Tries these cells and keeps what came of them. Returns a sentence for each that should not have been so. */
  async function tryCells(wanted: readonly Wanted[]): Promise<string[]> {
    const asked = new Map<string, Promise<Outcome>>();
    const tried = await inTurns(wanted, async ({ row, asker, relation, path }) => {
      // Two things of one cohort share its address, and it is enough to ask there once.
      const question = [row.method, path, asker].join(' ');
      const answering = asked.get(question) ?? probe(row, asker, path).then(meaningOf);
      asked.set(question, answering);
      return { row, asker, relation, outcome: await answering };
    });
    const found = tried.map((cell) => ({ ...cell, isLeak: !isRight(table, cell, outcomeOfNothing(tried, cell)) }));
    cells.push(...found);
    return found.filter(({ isLeak }) => isLeak).map(describeLeak);
  }

  const cellsOf = (rows: readonly Expected[]): Wanted[] =>
    rows.flatMap((row) =>
      askers.flatMap((asker) =>
        (Object.keys(relations) as Relation[]).flatMap((relation) => {
          const path = fillPath(row, relation, world);
          return path === undefined ? [] : [{ row, asker, relation, path }];
        }),
      ),
    );

  const changing = () => cellsOf(table.filter(({ method }) => method === 'POST'));
  const isMeant = ({ row, asker, relation }: Wanted) => isAllowed(row, asker, relation);

  it('are thought about for every route there is', () => {
    expect(table.map(routeName).sort()).to.deep.equal(app.routes.map(routeName).sort());
  });

  it('show a page to those it is for, and to others not even that it exists; looking changes nothing', async () => {
    const before = await takeFingerprint();
    expect(await tryCells(cellsOf(table.filter(({ method }) => method === 'GET')))).to.deep.equal([]);
    expect(await takeFingerprint()).to.deep.equal(before);
  });

  it('let nobody change what is not theirs to change', async () => {
    const before = await takeFingerprint();
    expect(await tryCells(changing().filter((cell) => !isMeant(cell)))).to.deep.equal([]);
    expect(await takeFingerprint()).to.deep.equal(before);
  });

  it('let nobody change anything without the token of their own session', async () => {
    const before = await takeFingerprint();
    const tempting = changing().filter(
      (cell) => cell.relation === 'own' && (isMeant(cell) || cell.asker === 'visitor'),
    );
    const taken = await inTurns(tempting, async ({ row, asker, path }) => {
      const browser = people.of(asker, row.owner);
      const other = people.all.find((one) => one !== browser)!;
      const bodies = [new URLSearchParams(), strangeForm(other.token)];
      const answers = await Promise.all(bodies.map((body) => browser.probe('POST', path, body)));
      // Who is not signed in, on a page for those who are, is told that first.
      const refusal = asker === 'visitor' && !isMeant({ row, asker, relation: 'own', path }) ? 401 : 403;
      return answers.every(({ status }) => status === refusal) ? [] : [`${routeName(row)} as ${asker}`];
    });
    expect(taken.flat()).to.deep.equal([]);
    expect(await takeFingerprint()).to.deep.equal(before);
  });

  it('let those change something who may', async () => {
    const meant = changing().filter(isMeant);
    for (const row of table.filter(({ path }) => !sessionEnds.includes(path))) {
      expect(await tryCells(meant.filter((cell) => cell.row === row))).to.deep.equal([]);
    }
    for (const end of sessionEnds) {
      expect(await tryCells(meant.filter(({ row }) => row.path === end))).to.deep.equal([]);
      if (end !== sessionEnds.at(-1)) people = await signEverybodyIn(app.address, world);
    }
  });
});

type Wanted = Readonly<{ row: Expected; asker: Asker; relation: Relation; path: string }>;
type Tried = Omit<Cell, 'isLeak'>;

const outcomeOfNothing = (tried: readonly Tried[], { row, asker }: Tried): Outcome | undefined =>
  tried.find((cell) => cell.row === row && cell.asker === asker && cell.relation === 'unknown')?.outcome;

/** Allowed is allowed. A refusal is an invitation to sign in, or it tells nothing that the person did not know. */
function isRight(table: readonly Expected[], { row, asker, relation, outcome }: Tried, ofNothing?: Outcome): boolean {
  if (isAllowed(row, asker, relation)) return outcome === 'passed';
  if (outcome === 'signIn') return asker === 'visitor';
  if (outcome === 'missing') return asker !== 'visitor' || isAllowed(row, 'visitor', 'own');
  return outcome === 'forbidden' && (ofNothing === 'forbidden' || knowsOf(table, row, asker, relation));
}
