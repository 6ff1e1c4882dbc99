/** What was published as Markdown, as pages show it. Pure. */
import type { Curriculum, Rendered, Written } from './curriculum.content.ts';
import { renderMarkdown } from './markdown.rules.ts';

/** A curriculum from its stored text, with each of its Markdown texts rendered when it is first shown, and once. */
export const typeset = (stored: string): Curriculum => parseRendered(stored) as Curriculum;

export const typesetNotes = (stored: string): Readonly<Record<string, Rendered & { title: string }>> =>
  parseRendered(stored) as Record<string, Rendered & { title: string }>;

const parseRendered = (stored: string): unknown =>
  JSON.parse(stored, (_name, value: unknown) => (isWritten(value) ? rendered(value) : value));

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Written>).markdown === 'string';

function rendered(text: Written): Written & Rendered {
  let known: Rendered | undefined;
  const render = () => (known ??= typesetText(text));
  return {
    ...text,
    get html() {
      return render().html;
    },
    get bytes() {
      return render().bytes;
    },
  };
}

function typesetText({ markdown }: Written): Rendered {
  const html = renderMarkdown(markdown);
  return { markdown, html, bytes: Buffer.byteLength(html) };
}
