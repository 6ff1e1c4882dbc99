/** The code on a certificate: 26 characters of Crockford's base 32, 130 random bits, so that nobody finds one by trying. */
import { plainLine } from '../../platform/text.rules.ts';
import { readNumber } from './number.rules.ts';

export const codeLength = 26;

const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** What somebody typed, in capitals, without spaces and signs, and with the characters that look alike put right. */
export const normaliseCode = (typed: string): string =>
  plainLine(typed)
    .toUpperCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .replaceAll(/[OIL]/g, (letter) => lookAlikes[letter] ?? letter);

/** The code as it is stored, or undefined when what was typed can be none. */
export function readCode(typed: string): string | undefined {
  const code = normaliseCode(typed);
  return code.length === codeLength && /^[0-9A-HJKMNP-TV-Z]+$/.test(code) ? code : undefined;
}

/** In groups for the eye: XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX. */
export const showCode = (code: string): string => code.replace(/^(.{5})(.{5})(.{5})(.{5})(.+)$/, '$1-$2-$3-$4-$5');

/** What a certificate is looked for by; `length` is how many characters of a code that can be none were typed. */
export type Sought =
  | Readonly<{ by: 'code'; code: string }>
  | Readonly<{ by: 'number'; number: string }>
  | Readonly<{ by: 'nothing'; is: 'empty' | 'address' | 'code'; length: number }>;

/** The last part of the address behind the QR code, of whatever host, or what such an address asks for. */
const addressed = /(?:\/v\/|[?&]kode=)([^/?#&\s]+)/i;
/** As it is printed, with other words around it. */
const amongWords = /(?<![0-9A-Z])(?:[0-9A-Z]{5}[\s-]?){4}[0-9A-Z]{6}(?![0-9A-Z])/i;

/** A code, an address with one in it, or the printed number, however they were pasted. */
export function readSought(typed: string): Sought {
  const text = plainLine(typed);
  const part = addressed.exec(text)?.[1];
  // Apps that pass an address on wrap it in one of their own: ?u=https%3A%2F%2F…%2Fv%2F…
  const wrapped = addressed.exec(decoded(text))?.[1];
  const candidates = [part && decoded(part), wrapped, text, amongWords.exec(text)?.[0]];
  const code = candidates.map((candidate) => candidate && readCode(candidate)).find(Boolean);
  if (code) return { by: 'code', code };

  const number = readNumber(text);
  if (number !== undefined) return { by: 'number', number };
  const { length } = normaliseCode(part ?? text);
  const isAddress = part === undefined && /\w\.\w+\/|:\/\//.test(text);
  return { by: 'nothing', is: length === 0 ? 'empty' : isAddress ? 'address' : 'code', length };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
