import { expect } from 'chai';
import { renderMarkdown } from '../../src/features/courses/markdown.rules.ts';

const table = '| Sifat | Nilai |\n| --- | ---: |\n| Berat | 120 |';

const cases: [what: string, text: string, contains: string[], lacks: string[]][] = [
  ['shows HTML as text', '<script>alert(1)</script> <b onclick="x">b</b>', ['&lt;script&gt;'], ['<script', '<b ']],
  [
    'leaves the h1 to the page',
    '# Satu\n\n## Dua\n\n### Tiga',
    ['<h2>Satu</h2>', '<h2>Dua</h2>', '<h3>Tiga</h3>'],
    ['<h1'],
  ],
  [
    'labels each cell for a phone',
    table,
    ['class="stacked"', 'data-label="Sifat"', '<td data-label="Nilai" class="number">'],
    ['style='],
  ],
  ['gives each heading its scope', table, ['<th scope="col">Sifat</th>'], []],
  ['links out safely', '[sumber](https://example.org)', ['rel="noopener noreferrer"'], ['target=']],
  ['links to our own pages plainly', '[bantuan](/bantuan)', ['<a href="/bantuan">'], ['rel=']],
  ['does not link to a script', '[x](javascript:alert(1))', ['javascript:alert(1)'], ['<a']],
  ['does not link to another scheme', '[x](//evil.example) ![y](data:image/png;base64,AA)', [], ['<a', '<img']],
  [
    'sizes an image and loads it late',
    '![Peti](/img/peti.webp "640x480")',
    ['width="640"', 'height="480"', 'loading="lazy"', 'alt="Peti"'],
    ['title='],
  ],
  ['keeps quotes from ending an attribute', '| a" onx="1 |\n| --- |\n| b |', ['data-label="a&quot; onx=&quot;1"'], []],
];

describe('rendering Markdown', () => {
  for (const [what, text, contains, lacks] of cases) {
    it(what, () => {
      const html = renderMarkdown(text);
      for (const part of contains) expect(html).to.contain(part);
      for (const part of lacks) expect(html).not.to.contain(part);
    });
  }
});
