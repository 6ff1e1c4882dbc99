/**
 * XML as files that programs exchange have it: elements that hold either elements or a text. Read without declarations of
 * types, so that no entity but the five of XML itself, and no other file, ever gets in. Pure.
 */
export type Element = Readonly<{
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Element[];
  text: string;
}>;

/** An element to be written: around others, or around a text. */
export function tag(name: string, within: string): Element;
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  within: readonly Element[],
): Element;
export function tag(
  name: string,
  first: string | Readonly<Record<string, string | number>>,
  children: readonly Element[] = [],
): Element {
  if (typeof first === 'string') return { name, attributes: {}, children: [], text: first };
  const attributes = Object.fromEntries(Object.entries(first).map(([key, value]) => [key, String(value)]));
  return { name, attributes, children, text: '' };
}

export const children = (element: Element, name: string): Element[] =>
  element.children.filter((one) => one.name === name);

/** The first element at the end of a path. */
export const child = (element: Element, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>((found, name) => found?.children.find((one) => one.name === name), element);

/** What stands in the `text` of an element, which is how Moodle writes most of its texts. */
export const textIn = (element: Element | undefined): string => (element && child(element, 'text')?.text) ?? '';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"\r]/g, (sign) => signs[sign] ?? sign);

export const writeXml = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;

function write({ name, attributes, children, text }: Element, indent: string): string {
  const named = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const within = children.map((one) => `\n${write(one, `${indent}  `)}`).join('');
  const content = children.length > 0 ? `${within}\n${indent}` : escape(text);
  return `${indent}<${name}${named.join('')}>${content}</${name}>`;
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<raw>[\s\S]*?)\]\]>|<(?<closes>\/?)(?<name>[A-Za-z_][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy;

type Open = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

/** The root of a document. Throws a sentence that says where it cannot be read. */
export function readXml(document: string): Element {
  const text = document.replace(/^\uFEFF/, '');
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let end = 0;
  for (const found of text.matchAll(token)) {
    end = found.index + found[0].length;
    read(found.groups ?? {}, open, found.index);
  }
  const [element] = root.children;
  if (end < text.length) throw new Error(`cannot be read from character ${end}`);
  if (open.length > 1) throw new Error(`ends before <${open.at(-1)?.name}> does`);
  if (!element) throw new Error('holds no element');
  return element;
}

function read(found: Readonly<Record<string, string | undefined>>, open: Open[], at: number): void {
  const { raw, text, name, closes, empty, attributes = '' } = found;
  const within = open.at(-1) as Open;
  if (raw !== undefined || text !== undefined) within.text += raw ?? unescape(text ?? '');
  if (name === undefined) return;
  if (!closes) {
    const element: Open = { name, attributes: attributesIn(attributes), children: [], text: '' };
    within.children.push(element);
    if (!empty) open.push(element);
  } else if (within.name === name) open.pop();
  else throw new Error(`</${name}> closes nothing at character ${at}`);
}

const attributesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      unescape(double ?? single ?? ''),
    ]),
  );

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replaceAll(/&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));/gi, (whole, ...rest) => {
    const { hex, decimal, name = '' } = rest.at(-1) as Record<string, string | undefined>;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (Number.isNaN(code)) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
