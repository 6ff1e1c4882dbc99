/** Each thing has one table of its states, which the code names, the page shows, and nothing goes around. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Act } from '../src/platform/states.ts';
import { type DrawnStates, drawStates, findStates, statesPage } from '../src/commands/states-drawing.ts';
import { stateWordsIn } from './support/state-words.ts';

const found = await findStates();
const things = found.map(({ states }) => states);

/** Where a thing stays for good. */
const ends: Readonly<Record<string, readonly string[]>> = {
  application: ['accepted', 'refused'],
  enrolment: ['active', 'withdrawn'],
  account: ['active', 'disabled'],
  case: ['decided'],
  certificate: ['revoked', 'superseded'],
  minute: ['closed'],
  programme: [],
  submission: ['accepted'],
  cohort: [],
};
/** States that no act leads to, with the reason. */
const unreached: Readonly<Record<string, string>> = {
  'account disabled': 'no act disables an account yet; signing in and every list is ready for one',
  'enrolment withdrawn': 'no act gives a seat up yet; what reads seats is ready for one',
};

describe('the states of a thing', () => {
  it('are drawn as they are: npm run docs:states', () => {
    expect(readFileSync(statesPage, 'utf8')).to.equal(drawStates(found));
  });

  it('can each be reached', () => {
    const missed = things.flatMap((one) =>
      one.all.filter((state) => !reachable(one).has(state)).map((s) => `${one.thing} ${s}`),
    );
    expect(missed).to.deep.equal(Object.keys(unreached));
  });

  it('are left again, or are an end that is meant', () => {
    const left = (one: DrawnStates) => new Set(Object.values(one.acts).flatMap(({ from, to }) => (to ? from : [])));
    const stuck = things.map((one) => [one.thing, one.all.filter((state) => !left(one).has(state))]);
    expect(Object.fromEntries(stuck)).to.deep.equal(ends);
  });

  it('have acts that something does, and sets that something asks for', () => {
    const code = sources('src', '.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // `moveCohort(id, act, …)` does any act that leads on.
    const isDoneByAny = (name: string, act: Act) =>
      act.from.length > 0 && act.to && new RegExp(`\\bmove\\(\\s*\\w+,\\s*${name},\\s*[\\w.[\\]]+,`).test(code);
    const unused = found.flatMap(({ name, states }) => [
      ...Object.entries(states.acts)
        .filter(
          ([act, row]) => !new RegExp(`\\b${name}(,|\\.\\w+\\()\\s*'${act}'`).test(code) && !isDoneByAny(name, row),
        )
        .map(([act]) => act),
      ...Object.keys(states.sets).filter(
        (set) => !new RegExp(`\\b${name}\\.(\\w+\\(\\s*'${set}'|sets\\.${set}\\b)`).test(code),
      ),
    ]);
    expect(unused).to.deep.equal([]);
  });

  it('publish by the act that says so', () => {
    const promised = new Set<string>(
      things.flatMap(({ acts }) => Object.values(acts).flatMap(({ publishes }) => publishes ?? [])),
    );
    const aside = sources('src/features', '.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bpublish\(\s*'([a-z.-]+)'/g)].flatMap(([, name = '']) =>
        promised.has(name) ? [`${file} ${name}`] : [],
      ),
    );
    expect(aside).to.deep.equal([]);
  });

  it('stand as words in their table only, not in the code', () => {
    const isWhole = (file: string) =>
      !file.endsWith('.states.ts') && !notYet.some((name) => file.includes(`/${name}/`));
    const files = [...sources('src/features', '.ts'), ...sources('src/commands', '.ts')].filter(isWhole);
    expect(stateWordsIn(files, words)).to.deep.equal([]);
  });

  it('stand as words in their table only, not in the views', () => {
    const compared = /\b\w*[sS]tate\s*[!=]==?\s*'([\w-]+)'/g;
    const literals = sources('views', '.ejs')
      .filter(isWhole)
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(compared)].flatMap(([text, word = '']) =>
          words.has(word) ? [`${file} ${text}`] : [],
        ),
      );
    expect(literals).to.deep.equal([]);
  });
});

/** Features whose things have no table yet. */
const notYet = ['quizzes'];
const isWhole = (file: string) => !file.endsWith('.states.ts') && !notYet.some((name) => file.includes(`/${name}/`));
const words: ReadonlySet<string> = new Set(things.flatMap(({ all }) => all));

function reachable({ acts }: DrawnStates): Set<string> {
  const known = new Set<string>();
  const isReady = (from: readonly string[]) => from.length === 0 || from.some((state) => known.has(state));
  for (let size = -1; size < known.size;) {
    size = known.size;
    for (const { from, to } of Object.values(acts)) if (to !== undefined && isReady(from)) known.add(to);
  }
  return known;
}

function sources(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  return names.map((name) => path.posix.join(folder, name.split(path.sep).join('/'))).sort();
}
