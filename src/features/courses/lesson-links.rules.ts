/** What a lesson's text points to within the course: terms of the glossary and pictures of its module. Pure. */

/** The scheme of a link to the glossary, as in [bea keluar](glosarium:bea-keluar). */
export const glossaryScheme = 'glosarium:';

export type TermLink = Readonly<{ id: string; offset: number }>;

export const termsIn = (markdown: string): TermLink[] =>
  [...markdown.matchAll(/\]\(glosarium:([^)\s]*)\)/g)].map(({ index, 1: id = '' }) => ({ id, offset: index }));

export type ImageLink = Readonly<{ name: string; alt: string; size: string; offset: number }>;

/** Pictures as in ![What is to be seen](images/name.svg "640x360"). */
export const imagesIn = (markdown: string): ImageLink[] =>
  [...markdown.matchAll(/!\[([^\]]*)\]\((?:images\/)?([^)\s]*)(?:\s+"([^"]*)")?\)/g)].map(
    ({ index, 1: alt = '', 2: name = '', 3: size = '' }) => ({ name, alt, size, offset: index }),
  );

const mostImageBytes = 60_000;
const shortestAlt = 15;

/** Whatever could run, or load something from elsewhere, when the picture is opened by itself. */
const unsafe =
  /<script|<foreignObject|<image|<use|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*["'](?!#)|@import|url\((?!#)/i;

/** Why a picture may not be shown; `svg` is its file's text, undefined when there is none. */
export function findImageProblem(
  { alt, size }: Omit<ImageLink, 'offset'>,
  svg: string | undefined,
): string | undefined {
  if (svg === undefined) return 'is no SVG file in images/ of this module';
  if (alt.trim().length < shortestAlt) return 'needs a text that says what is to be seen';
  if (!/^\d+x\d+$/.test(size)) return 'needs its size as in "640x360"';
  if (Buffer.byteLength(svg) > mostImageBytes) return `is larger than ${mostImageBytes} bytes`;
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<svg\s/.test(svg)) return 'does not begin as an SVG';
  return unsafe.test(svg) ? 'holds a script, a link or something from elsewhere' : undefined;
}
