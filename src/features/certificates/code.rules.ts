/** The code on a certificate: 26 characters of Crockford's base 32, 130 random bits, so that nobody finds one by trying. */

export const codeLength = 26;

const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** What somebody typed, in capitals, without spaces and dashes, and with the characters that look alike put right. */
export const normaliseCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._]/gu, '')
    .replaceAll(/[OIL]/g, (letter) => lookAlikes[letter]!);

/** The code as it is stored, or undefined when what was typed can be none. */
export function readCode(typed: string): string | undefined {
  const code = normaliseCode(typed);
  return code.length === codeLength && /^[0-9A-HJKMNP-TV-Z]+$/.test(code) ? code : undefined;
}

/** In groups for the eye: XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX. */
export const showCode = (code: string): string => code.replace(/^(.{5})(.{5})(.{5})(.{5})(.+)$/, '$1-$2-$3-$4-$5');
