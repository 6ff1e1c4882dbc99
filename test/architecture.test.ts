import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

/** The map that people read. A feature may use those named before it; upward news travels as events. */
const features = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name!);
/** Inside a feature a file may use its own floor and those below. */
const floors = ['routes', 'jobs', 'page', 'form', 'service', 'mail', 'model', 'policy', 'rules', 'content'];

const floorOf = (file: string) => floors.findIndex((floor) => file.endsWith(`.${floor}.ts`));
const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1];
const areaOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1];

type Import = Readonly<{ file: string; used: string }>;

describe('the architecture', () => {
  it('lets the embedded database import nothing of the rest', () => {
    expect(offenders(({ file, used }) => areaOf(file) === 'embedded' && areaOf(used) !== 'embedded')).to.deep.equal([]);
  });

  it('lets the platform know no feature', () => {
    const below = new Set<string | undefined>(['platform', 'embedded']);
    expect(offenders(({ file, used }) => areaOf(file) === 'platform' && !below.has(areaOf(used)))).to.deep.equal([]);
  });

  it('lets a feature use earlier ones only', () => {
    const place = (file: string) => features.indexOf(featureOf(file)!);
    expect(offenders((one) => isAcross(one) && place(one.used) >= place(one.file))).to.deep.equal([]);
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

  it('reads what people type in one place', () => {
    const alone = /z\s*\.string\([^)]*\)\s*\.trim\(|\.normalize\(|\.replaceAll\(\/\\s/;
    const readers = sources().filter(
      (file) => /\.(form|routes|service)\.ts$/.test(file) && alone.test(readFileSync(file, 'utf8')),
    );
    expect(readers).to.deep.equal([]);
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

function sources(): string[] {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => path.posix.join('src', name.split(path.sep).join('/'))).sort();
}
