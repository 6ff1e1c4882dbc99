/** Markdown of the course to HTML that fits our pages: no HTML from the file, no inline style, tables that fit a phone. */
import MarkdownIt, { type Token } from 'markdown-it';
import { must } from '../../platform/must.ts';
import { glossaryScheme } from './lesson-links.rules.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Links lead to secure sites, to mail, to pages of ours or into the glossary; pictures are those of the module. */
markdown.validateLink = (url) =>
  /^(https:\/\/|mailto:|\/(?!\/)|glosarium:[a-z0-9-]+$|images\/[a-z0-9-]+\.svg$)/i.test(url);

export const renderMarkdown = (text: string): string => markdown.render(text);

/** The page itself has the h1, so a text begins at h2. */
markdown.core.ruler.push('headings', ({ tokens }) => {
  for (const token of tokens) if (token.tag === 'h1') token.tag = 'h2';
});

/** On a phone each cell stands in a row of its own behind the heading of its column. */
markdown.core.ruler.push('tables', ({ tokens }) => {
  let headings: string[] = [];
  let column = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'table_open') {
      token.attrSet('class', 'stacked');
      headings = [];
    }
    if (token.type === 'tr_open') column = 0;
    if (token.type !== 'th_open' && token.type !== 'td_open') return;
    if (token.type === 'th_open') {
      headings.push(plainText(tokens[index + 1]));
      token.attrSet('scope', 'col');
    } else token.attrSet('data-label', headings[column++] ?? '');
    styleByClass(token);
  });
});

const plainText = (inline: Token | undefined): string =>
  (inline?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');

/** Our pages allow no inline style, and a column aligned to the right is one of numbers. */
function styleByClass(token: Token): void {
  const style = String(token.attrGet('style') ?? '');
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
  if (style.includes('right')) token.attrSet('class', 'number');
}

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  const link = must(tokens[index], 'the link');
  const href = String(link.attrGet('href'));
  if (href.startsWith(glossaryScheme)) link.attrSet('href', glossaryPath(href.slice(glossaryScheme.length)));
  else if (!href.startsWith('/')) link.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, index, options);
};

const drawImage = must(markdown.renderer.rules.image, 'the rule for pictures');

/** The title of an image is its size, as in ![Kontainer](/img/kontainer.webp "640x480"), so that the text does not jump. */
markdown.renderer.rules.image = (tokens, index, options, env, renderer) => {
  const image = must(tokens[index], 'the picture');
  const [, width, height] = /^(\d+)x(\d+)$/.exec(String(image.attrGet('title') ?? '')) ?? [];
  if (width && height) {
    image.attrs = (image.attrs ?? []).filter(([name]) => name !== 'title');
    image.attrSet('width', width);
    image.attrSet('height', height);
  }
  image.attrSet('loading', 'lazy');
  // From a lesson's page, /kelas/<cohort>/materi/<module>/<lesson>.
  image.attrSet('src', String(image.attrGet('src')).replace(/^images\//, 'gambar/'));
  return drawImage(tokens, index, options, env, renderer);
};

/** Relative to a lesson's page; a term stands on the page of its initial. */
const glossaryPath = (id: string): string => `../../glosarium?huruf=${id.slice(0, 1)}#${id}`;
