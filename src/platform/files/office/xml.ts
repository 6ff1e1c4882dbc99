/**
 * As much of XML as is needed to see what a part of a document does: elements by their name whatever their prefix, signs
 * written as numbers read as what they are. In time that grows with the text alone, however it is made.
 */

/** Text, which names its beginning in one of three ways. */
export const beginsAsXml = (bytes: Buffer): boolean =>
  /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\0?</.test(bytes.toString('latin1', 0, 100));

const known = /^(utf-?8|utf-?16(le|be)?|us-ascii|iso-8859-1|windows-1252)$/i;

/** Undefined when it says to be written in signs that we do not read. */
export function textOf(bytes: Buffer): string | undefined {
  const text = decoderOf(bytes).decode(bytes);
  const encoding = /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([^"']{0,40})["']/i.exec(text.slice(0, 500))?.[1];
  return encoding === undefined || known.test(encoding) ? text : undefined;
}

function decoderOf([first, second]: Buffer) {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return new TextDecoder('utf-16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return new TextDecoder('utf-16be');
  return new TextDecoder();
}

export type Piece = Readonly<{
  attribute: (name: string) => string | undefined;
  /** What stands behind the opening tag, up to the next one. */
  text: string;
}>;

/** All elements of this name, one at a time: a text may be made of nothing else, and then they are millions. */
export function* piecesOf(text: string, name: string): Generator<Piece> {
  const read = withoutComments(text);
  for (const { index } of read.matchAll(new RegExp(`<(?:[^\\s/>:<]*:)?${name}(?=[\\s/>:<]|$)`, 'g'))) {
    const next = read.indexOf('<', index + 1);
    const piece = read.slice(index, next < 0 ? undefined : next);
    const end = endOfTag(piece);
    const tag = piece.slice(0, end);
    yield { attribute: (wanted) => attributeIn(tag, wanted), text: plainText(piece.slice(end + 1)) };
  }
}

/**
 * Comments and instructions to programs may cut a word in two, and a section of plain text may be put around it; each is
 * read to its own end, for a beginning of another within it is none.
 */
const withoutComments = (text: string): string =>
  text.replaceAll(/<!\[CDATA\[(.*?)(?:\]\]>|$)|<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)/gs, '$1');

/** The bracket that closes the tag: one in an attribute does not. */
function endOfTag(piece: string): number {
  let quote = '';
  for (let at = 0; at < piece.length; at += 1) {
    const sign = piece.charAt(at);
    if (quote === '') {
      if (sign === '>') return at;
      if (sign === '"' || sign === "'") quote = sign;
    } else if (sign === quote) quote = '';
  }
  return piece.length;
}

function attributeIn(tag: string, wanted: string): string | undefined {
  for (const [, name, double, single] of tag.matchAll(
    /(?<=[\s"'])(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    if (name === wanted) return plainText(double ?? single ?? '');
  }
  return undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** With every sign that is written as a number or by its name. */
export const plainText = (text: string): string =>
  text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (all, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? all;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : all;
    },
  );
