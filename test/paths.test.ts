/** Where pages are is said once, in `x.paths.ts`: routes are registered by it, and every link is made from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { paths } from '../src/paths.ts';
import { pathTo, withQuery } from '../src/platform/paths.ts';
import { useApp } from './support/app.ts';

/** What begins with a slash, and is no address of a page that anything leads to. */
const exceptions = new Set([
  // Asked by machines, whose settings hold it, and by scripts, on whatever page they run.
  'src/platform/health.ts',
  'public/js/quizzes.js',
  'public/js/shell.js',
  // How far a cookie goes.
  'src/platform/flash.ts',
  'src/platform/session.ts',
  'src/features/accounts/known-device.ts',
  // Between day, month and year.
  'src/features/admissions/answer.page.ts',
  // The address of a script or a picture, with its version.
  'src/platform/assets.ts',
  // Divided by.
  'src/features/questions/formula.rules.ts',
  // Signs of other alphabets that read as a slash.
  'src/platform/text.rules.ts',
  // Files in the folder of a course.
  'src/features/courses/folder.service.ts',
]);

const below = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();

const code = [...below('src/features', /\.ts$/), ...below('src/platform', /\.ts$/), 'src/app.ts'];
const views = below('views', /\.ejs$/);
const scripts = below('public/js', /\.js$/);

const withoutComments = (text: string) => text.replaceAll(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '');
const read = (file: string) => withoutComments(readFileSync(file, 'utf8'));

/** A string that is a slash or begins with one, and what a template adds after a value, be it a query. */
const inCode =
  /(?<!\.(?:split|join|startsWith|endsWith)\(|\.replace\([^\n]*, )(['"`])\/(?:[a-z:$][^'"`\n]*)?\1|\$\{[^{}]*\}(?:\/[a-z]|\?[a-z]+=)/g;
const inViews = /(['"`])\/(?:[a-z<$][^'"`]*)?\1|(?:%>|\$\{[^{}]*\})(?:\/[a-z]|\?[a-z]+=)/g;

const addressesIn = (files: readonly string[], address: RegExp): string[] =>
  files
    .filter((file) => !file.endsWith('paths.ts') && !exceptions.has(file))
    .flatMap((file) => [...read(file).matchAll(address)].map(([found]) => `${file}: ${found}`));

type Address = ((...values: string[]) => string) & { pattern?: string };
const known = paths as Readonly<Record<string, Readonly<Record<string, Address>>>>;
const patterns = Object.values(known).flatMap((feature) =>
  Object.values(feature).flatMap(({ pattern }) => pattern ?? []),
);

describe('the addresses of pages', () => {
  const app = useApp();

  it('stand in x.paths.ts, not in the code', () => {
    expect(addressesIn(code, inCode)).to.deep.equal([]);
  });

  it('stand in no view and in no script', () => {
    expect(addressesIn(views, inViews)).to.deep.equal([]);
    expect(addressesIn(scripts, inCode)).to.deep.equal([]);
  });

  it('are those of the routes, and those of all routes', () => {
    // What machines ask, and what waits for somebody to sign in, stand in the platform.
    const own = new Set(['/healthz', '/readyz', '/formulir']);
    const routes = new Set(app.routes.map(({ path }) => path).filter((path) => !own.has(path)));
    expect([...routes].sort()).to.deep.equal([...new Set(patterns)].sort());
  });

  it('are asked for by views only where there are such, with as many values as they take', () => {
    const asked = views.flatMap((file) => callsIn(read(file)).map((call) => ({ file, ...call })));
    expect(asked.length, 'addresses asked for').to.be.greaterThan(50);
    const wrong = asked.filter(({ feature, name, values }) => values !== valuesOf(known[feature]?.[name]));
    expect(wrong).to.deep.equal([]);
  });

  it('say what a link takes from the pattern of its route', () => {
    const lesson = pathTo('/kelas/:cohortId/materi/:module/:lesson');
    expect(lesson('a1', 'm-1', 'x y/z')).to.equal('/kelas/a1/materi/m-1/x%20y%2Fz');
    expect(pathTo('/berkas/:fileId.:kind')('b2', 'pdf')).to.equal('/berkas/b2.pdf');
    expect(pathTo('/')()).to.equal('/');
    expect(() => (lesson as (...values: unknown[]) => string)('a1', 'm-1', undefined)).to.throw('no address');
    expect(() => (lesson as Address)('a1', 'm-1')).to.throw('no address');
    expect(withQuery('/program', { cari: 'a&b', halaman: 2, angkatan: undefined })).to.equal(
      '/program?cari=a%26b&halaman=2',
    );
    expect(withQuery('/program', { angkatan: undefined })).to.equal('/program');
  });

  it('are counted rightly where a view asks for them', () => {
    expect(
      callsIn("paths.a.b() paths.a.c(f(x, y), z) paths.a.d([1, 2].join(', '))").map(({ values }) => values),
    ).to.deep.equal([0, 2, 1]);
    expect(callsIn('paths.a.b')).to.deep.equal([{ feature: 'a', name: 'b', values: undefined }]);
  });
});

const valuesOf = (address: Address | undefined): number | undefined =>
  address && (address.pattern === undefined ? address.length : [...address.pattern.matchAll(/:\w+/g)].length);

/** Every `paths.feature.name(…)` with the number of its values; undefined when it is not called. */
function callsIn(text: string): { feature: string; name: string; values: number | undefined }[] {
  return [...text.matchAll(/\bpaths\.(\w+)\.?(\w*)(\(?)/g)].map(
    ({ 0: whole, 1: feature = '', 2: name = '', 3: call, index }) => ({
      feature,
      name,
      values: call ? countValues(text.slice(index + whole.length)) : undefined,
    }),
  );
}

/** How many values stand before the bracket that closes the call. */
function countValues(text: string): number {
  const plain = text.replaceAll(/'[^'\n]*'/g, 'x');
  let [depth, commas, at] = [0, 0, 0];
  for (; at < plain.length && (depth > 0 || plain[at] !== ')'); at += 1) {
    if ('([{'.includes(plain[at]!)) depth += 1;
    if (')]}'.includes(plain[at]!)) depth -= 1;
    if (plain[at] === ',' && depth === 0) commas += 1;
  }
  return plain.slice(0, at).trim() === '' ? 0 : commas + 1;
}
