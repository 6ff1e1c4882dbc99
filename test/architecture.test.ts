import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

/** The map. A feature may use those named before it, and only through their index.ts; upward news travels as events. */
const features = [
  'accounts',
  'courses',
  'programmes',
  'admissions',
  'lessons',
  'readiness',
  'quizzes',
  'assignments',
  'attendance',
  'completion',
  'assessments',
  'certificates',
  'reports',
  'operations',
  'home',
];
/** Inside a feature a file may use its own floor and those below. */
const floors = ['routes', 'jobs', 'mail', 'page', 'form', 'service', 'model', 'policy', 'rules', 'content'];

const floorOf = (file: string) => floors.findIndex((floor) => file.endsWith(`.${floor}.ts`));
const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1];
const areaOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1];

describe('the architecture', () => {
  for (const file of sources()) {
    it(`is kept by ${file}`, () => importsOf(file).forEach((used) => judge(file, used)));
  }

  it('knows every feature there is', () => {
    expect(readdirSync('src/features').sort()).to.deep.equal([...features].sort());
  });

  it('reads the environment in one place', () => {
    const readers = sources().filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    expect(readers.filter((file) => areaOf(file) !== 'commands')).to.deep.equal(['src/platform/config.ts']);
  });

  it('lets only the connection know which database runs', () => {
    const knowing = sources().filter(
      (file) => areaOf(file) !== 'embedded' && importsOf(file).some((used) => areaOf(used) === 'embedded'),
    );
    for (const file of knowing) expect(file).to.match(/^src\/(platform\/database|commands\/db\.ts)/);
  });
});

function judge(file: string, used: string): void {
  const [from, to] = [featureOf(file), featureOf(used)];
  if (areaOf(file) === 'embedded')
    expect(areaOf(used), 'the embedded database imports nothing of the rest').to.equal('embedded');
  if (areaOf(file) === 'platform')
    expect(['platform', 'embedded'], 'the platform knows no feature').to.include(areaOf(used));
  if (!from || !to) return;
  if (from !== to) {
    expect(features.indexOf(to), `${from} comes before ${to}`).to.be.lessThan(features.indexOf(from));
    expect(path.basename(used), `only the face of ${to}`).to.equal('index.ts');
  } else if (floorOf(file) >= 0 && floorOf(used) >= 0) {
    expect(floorOf(used), `${used} is above`).to.be.at.least(floorOf(file));
  }
}

function importsOf(file: string): string[] {
  const imports = [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)];
  return imports.map(([, target]) => path.posix.join(path.posix.dirname(file), target!));
}

function sources(): string[] {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => path.posix.join('src', name.split(path.sep).join('/'))).sort();
}
