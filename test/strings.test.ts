import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { readCatalogue } from '../src/platform/i18n.ts';

const catalogue = readCatalogue();
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (words: Readonly<Record<string, string>>) => [...new Set(Object.keys(words).map(withoutPlural))].sort();
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();

const filesBelow = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));

const views = filesBelow('views', /\.ejs$/);
const sources = [...filesBelow('src', /\.ts$/), ...views];
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

describe('the words of the interface', () => {
  it('are the same keys in Indonesian and English', () => {
    expect(keysOf(catalogue.en)).to.deep.equal(keysOf(catalogue.id));
  });

  it('take the same values in both languages', () => {
    const different = Object.entries(catalogue.id).filter(([key, text]) => {
      const english = catalogue.en[key] ?? catalogue.en[`${withoutPlural(key)}_other`] ?? '';
      return placeholders(english).join() !== placeholders(text).join();
    });
    expect(different.map(([key]) => key)).to.deep.equal([]);
  });

  it('are all used: whole, or by a template with their beginning', () => {
    const beginnings = [...code.matchAll(/`([a-z]+\.[\w.]*)\$\{/gi)].map(([, beginning]) => beginning!);
    const isUsed = (key: string) =>
      [`'${key}'`, `"${key}"`, `\`${key}\``].some((literal) => code.includes(literal)) ||
      beginnings.some((beginning) => key.startsWith(beginning));
    expect(keysOf(catalogue.id).filter((key) => !isUsed(key))).to.deep.equal([]);
  });

  it('exist wherever a view asks for them', () => {
    const known = new Set(keysOf(catalogue.id));
    const asked = views.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\('([^']+)'/g)].map(([, key]) => `${file}: ${key}`),
    );
    expect(asked.filter((line) => !known.has(line.split(': ')[1]!))).to.deep.equal([]);
  });

  it('stand in no view', () => {
    const spoken = views.flatMap((file) => {
      const text = readFileSync(file, 'utf8')
        .replace(/<%[\s\S]*?%>/g, ' ')
        .replace(/<(svg|title)[\s\S]*?<\/\1>/g, ' ')
        .replace(/<[^>]*>/g, ' ');
      const found = text.match(/\p{L}{3,}(\s+\p{L}{3,})+/gu) ?? [];
      return found.map((words) => `${file}: ${words}`);
    });
    expect(spoken).to.deep.equal([]);
  });

  it('are printed raw by no view but for includes and rendered curriculum', () => {
    const allowed = /<%-\s*(include\(|body\b|lesson\.html|.*\.html\s*%>|qr\b)/;
    const raw = views.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/<%-[\s\S]*?%>/g)].map(([tag]) => `${file}: ${tag}`),
    );
    expect(raw.filter((line) => !allowed.test(line))).to.deep.equal([]);
  });
});
