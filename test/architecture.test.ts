import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

/** The map that people read. A feature may use those named before it; upward news travels as events. */
const features = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name!);
/** Inside a feature a file may use its own floor and those below: the rows of the table, from left to right. */
const floors = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| (`x\.[^|]*) \|/gm)].flatMap(([, row]) =>
  [...row!.matchAll(/`x\.([a-z]+)\.ts`/g)].map(([, name]) => name!),
);

const floorOf = (file: string) => floors.findIndex((floor) => file.endsWith(`.${floor}.ts`));
const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1];
const areaOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1];

/** The folders of the embedded database, from the ground up. */
const embeddedFloors = [
  ...readFileSync('src/embedded/README.md', 'utf8').matchAll(/^\| (?:`([a-z]+)\/`|here) \|/gm),
].map(([, folder]) => folder ?? '');
const embeddedFloorOf = (file: string) => /^src\/embedded\/(?:([^/]+)\/)?/.exec(file)?.[1] ?? '';

type Import = Readonly<{ file: string; used: string }>;

describe('the architecture', () => {
  it('lets the embedded database import nothing of the rest', () => {
    expect(offenders(({ file, used }) => areaOf(file) === 'embedded' && areaOf(used) !== 'embedded')).to.deep.equal([]);
  });

  it('lets a folder of the embedded database use its own files and lower folders only', () => {
    const floor = (file: string) => embeddedFloors.indexOf(embeddedFloorOf(file));
    const within = sources('src/embedded').map(embeddedFloorOf);
    expect(new Set(embeddedFloors), 'folders of its README').to.deep.equal(new Set(within));
    expect(offenders(({ file, used }) => areaOf(file) === 'embedded' && floor(used) > floor(file))).to.deep.equal([]);
  });

  it('lets the platform know no feature', () => {
    const below = new Set<string | undefined>(['platform', 'embedded']);
    expect(offenders(({ file, used }) => areaOf(file) === 'platform' && !below.has(areaOf(used)))).to.deep.equal([]);
  });

  it('lets a feature use earlier ones only', () => {
    const positionOf = (file: string) => features.indexOf(featureOf(file)!);
    expect(offenders((one) => isAcross(one) && positionOf(one.used) >= positionOf(one.file))).to.deep.equal([]);
  });

  it('lets a feature see the face of another only', () => {
    expect(offenders((one) => isAcross(one) && path.basename(one.used) !== 'index.ts')).to.deep.equal([]);
  });

  it('lets a file use its own floor and those below', () => {
    const isUpward = (one: Import) => isWithin(one) && floorOf(one.file) >= 0 && floorOf(one.used) >= 0;
    expect(offenders((one) => isUpward(one) && floorOf(one.used) < floorOf(one.file))).to.deep.equal([]);
  });

  it('knows every feature there is', () => {
    expect(readdirSync('src/features').sort()).to.deep.equal([...features].sort());
  });

  it('reads the environment in one place', () => {
    const readers = sources().filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    expect(readers.filter((file) => areaOf(file) !== 'commands')).to.deep.equal(['src/platform/config.ts']);
  });

  it('gathers what a page shows without changing anything', () => {
    const changing =
      /\.(update|insert|delete|replace|create|findOneAnd|bulkWrite|save)\w*\(|\b(enqueue|publish|writeTo)\w*\(/;
    const views = sources().filter((file) => file.endsWith('.view.ts'));
    expect(views.length, 'views read').to.be.greaterThan(5);
    expect(views.filter((file) => changing.test(readFileSync(file, 'utf8')))).to.deep.equal([]);
  });

  it('opens transactions and writes the audit trail in services only', () => {
    const writing = sources().filter(
      (file) => featureOf(file) !== undefined && /\b(transaction|recordAudit)\(/.test(readFileSync(file, 'utf8')),
    );
    expect(writing.length, 'services read').to.be.greaterThan(20);
    expect(writing.filter((file) => !file.endsWith('.service.ts'))).to.deep.equal([]);
  });

  it('asks a policy by the guard and in services only, so that a button and its act never differ', () => {
    const rules = /\.allowed\b|\babilities\(|\bholds\(/;
    const asking = sources().filter(
      (file) => /\.(routes|page|form|jobs|mail)\.ts$/.test(file) && rules.test(readFileSync(file, 'utf8')),
    );
    expect(asking).to.deep.equal([]);
    expect(offenders(({ file, used }) => /\.(page|form)\.ts$/.test(file) && used.endsWith('.policy.ts'))).to.deep.equal(
      [],
    );
  });

  it('reads how a request speaks in one place', () => {
    const reading = sources().filter((file) => /res\.locals(\.(t|f|lang)\b| as )/.test(readFileSync(file, 'utf8')));
    expect(reading).to.deep.equal(['src/platform/refused-forms/show-page.ts', 'src/platform/speech.ts']);
  });

  it('reads what people type in one place', () => {
    const alone = /z\s*\.string\([^)]*\)\s*\.trim\(|\.normalize\(|\.replaceAll\(\/\\s/;
    const readers = sources().filter(
      (file) => /\.(form|routes|service)\.ts$/.test(file) && alone.test(readFileSync(file, 'utf8')),
    );
    expect(readers).to.deep.equal([]);
  });

  it('shows on the face of a feature only what somebody outside of it uses', () => {
    const taken = [...sources(), ...sources('test'), ...sources('bench')].flatMap(namesTaken);
    expect(taken.length, 'names read').to.be.greaterThan(2000);
    const unused = faces().flatMap((face) => {
      const feature = path.posix.basename(path.posix.dirname(face));
      // The tests of the feature itself may look behind its face.
      const own = [`src/features/${feature}/`, `test/${feature}/`];
      const outside = taken.filter(({ file, from }) => from === face && !own.some((home) => file.startsWith(home)));
      const used = new Set(outside.map(({ name }) => name));
      return namesShown(face).flatMap((name) => (used.has(name) ? [] : [`${face}: ${name}`]));
    });
    expect(unused).to.deep.equal([]);
  });

  it('publishes no event that nobody listens to, and listens to none that is not published', () => {
    const code = sources().map((file) => readFileSync(file, 'utf8'));
    const named = (act: string) =>
      new Set(
        code.flatMap((text) =>
          [...text.matchAll(new RegExp(`\\b${act}\\(\\s*'([a-z.-]+)'`, 'g'))].map(([, name]) => name),
        ),
      );
    /** By the acts of the tables of states. */
    const promised = code.flatMap((text) => [...text.matchAll(/\bpublishes: '([a-z.-]+)'/g)].map(([, name]) => name));
    const [published, heard] = [new Set([...named('publish'), ...promised]), named('subscribe')];
    expect(published.size, 'events read').to.be.greaterThan(10);
    expect([...published].filter((name) => !heard.has(name))).to.deep.equal([]);
    expect([...heard].filter((name) => !published.has(name))).to.deep.equal([]);
  });

  it('lets only the connection know which database runs', () => {
    const knowing = sources().filter(
      (file) => areaOf(file) !== 'embedded' && importsOf(file).some((used) => areaOf(used) === 'embedded'),
    );
    for (const file of knowing) expect(file).to.match(/^src\/(platform\/database|commands\/db\.ts)/);
  });
});

const isAcross = ({ file, used }: Import) =>
  featureOf(file) !== undefined && featureOf(used) !== undefined && featureOf(file) !== featureOf(used);
const isWithin = ({ file, used }: Import) => featureOf(file) !== undefined && featureOf(file) === featureOf(used);

/** The imports that break a rule, as a reader looks for them. */
function offenders(breaks: (one: Import) => boolean): string[] {
  const all = sources().flatMap((file) => importsOf(file).map((used) => ({ file, used })));
  expect(all.length, 'imports read').to.be.greaterThan(1000);
  return all.filter(breaks).map(({ file, used }) => `${file} → ${used}`);
}

function importsOf(file: string): string[] {
  const imports = [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)];
  return imports.map(([, target]) => path.posix.join(path.posix.dirname(file), target!));
}

const faces = (): string[] => sources().filter((file) => /^src\/features\/[^/]+\/index\.ts$/.test(file));

/** What a face exports, by the names that others import it under. */
function namesShown(face: string): string[] {
  const text = readFileSync(face, 'utf8');
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\} from/g)].flatMap(([, list = '']) => namesIn(list));
  const whole = [...text.matchAll(/^export \* from '([^']+)'/gm)].map(([, target = '']) => target);
  const declared = [face, ...whole.map((target) => path.posix.join(path.posix.dirname(face), target))].flatMap(
    namesDeclared,
  );
  return [...lists.map(({ shown }) => shown), ...declared];
}

const namesDeclared = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:const|function|type|class) (\w+)/gm)].map(
    ([, name]) => name!,
  );

/** Every name that a file imports, or passes on, with the file that it takes it from. */
function namesTaken(file: string): Readonly<{ file: string; from: string; name: string }>[] {
  const lists = readFileSync(file, 'utf8').matchAll(/(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)'/g);
  return [...lists].flatMap(([, list = '', target = '']) => {
    const from = path.posix.join(path.posix.dirname(file), target);
    return namesIn(list).map(({ name }) => ({ file, from, name }));
  });
}

/** The names of a list in braces: `type Sent as Letter` is `Sent`, shown as `Letter`. */
const namesIn = (list: string): { name: string; shown: string }[] =>
  [...list.matchAll(/(?:type )?(\w+)(?: as (\w+))?\s*(?:,|$)/g)].map(([, name = '', as]) => ({
    name,
    shown: as ?? name,
  }));

function sources(folder = 'src'): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => path.posix.join(folder, name.split(path.sep).join('/'))).sort();
}
