/** Values as they are written in a PDF (ISO 32000-1, 7.3): as much of them as dictionaries of streams need. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}
export type PdfValue = PdfName | PdfReference | Buffer | number | string | readonly PdfValue[] | PdfDictionary;
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

const deepest = 32;

/** The value that begins at `at`, or undefined when there is none. `text` is latin1 with plain names. */
export const readValue = (text: string, at: number): PdfValue | undefined => new Reader(text, at).value(0);

const blank = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const nameToken = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const referenceToken = /\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R\b/y;
const numberToken = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const hexToken = /<[\da-fA-F\0\t\n\f\r ]*>/y;
const wordToken = /[a-zA-Z]+/y;

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  value(depth: number): PdfValue | undefined {
    this.#match(blank);
    if (depth > deepest) return undefined;
    if (this.#skip('<<')) return this.#dictionary(depth);
    if (this.#skip('[')) return this.#array(depth);
    if (this.#skip('(')) return this.#literal();
    const name = this.#match(nameToken);
    if (name) return new PdfName(name.slice(1));
    const hex = this.#match(hexToken);
    if (hex) return Buffer.from(hex.replaceAll(/[^\da-fA-F]/g, ''), 'hex');
    const reference = this.#match(referenceToken);
    if (reference) return new PdfReference(Number.parseInt(reference, 10));
    const number = this.#match(numberToken);
    return number ? Number(number) : this.#match(wordToken);
  }

  /** What stands here, of the form of the token, or undefined; and goes behind it. */
  #match(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[0];
    if (found !== undefined) this.#at = token.lastIndex;
    return found;
  }

  #skip(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.#match(blank);
      const key = this.#match(nameToken);
      if (!key) break;
      const value = this.value(depth + 1);
      if (value === undefined) break;
      entries.set(key.slice(1), value);
    }
    this.#skip('>>');
    return entries;
  }

  #array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (;;) {
      this.#match(blank);
      if (this.#skip(']')) return values;
      const value = this.value(depth + 1);
      if (value === undefined) return values;
      values.push(value);
    }
  }

  /** A string in brackets, which may hold brackets of its own and signs behind a backslash. */
  #literal(): Buffer {
    const bytes: number[] = [];
    for (let open = 1; this.#at < this.#text.length; this.#at += 1) {
      const sign = this.#text.charAt(this.#at);
      if (sign === '\\') bytes.push(...this.#escaped());
      else {
        if (sign === '(') open += 1;
        if (sign === ')') open -= 1;
        if (open === 0) break;
        bytes.push(sign.charCodeAt(0));
      }
    }
    this.#at += 1;
    return Buffer.from(bytes);
  }

  #escaped(): number[] {
    const octal = /[0-7]{1,3}/y;
    octal.lastIndex = this.#at + 1;
    const found = octal.exec(this.#text);
    if (found) {
      this.#at += found[0].length;
      return [Number.parseInt(found[0], 8) % 256];
    }
    this.#at += 1;
    const sign = this.#text[this.#at] ?? '';
    if (sign === '\r' && this.#text[this.#at + 1] === '\n') this.#at += 1;
    const meant: Record<string, number[]> = { n: [10], r: [13], t: [9], b: [8], f: [12], '\r': [], '\n': [] };
    return meant[sign] ?? [sign.codePointAt(0) ?? 0];
  }
}
