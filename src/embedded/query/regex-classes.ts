/** What an escape and a class of a regular expression stand for, in JavaScript's words, and which are refused. */
import { MongoError } from '../ground/errors.ts';

/** PCRE's classes are of ASCII letters, digits and white space unless the pattern says otherwise. */
export const ESCAPES: Readonly<Record<string, string>> = {
  a: '\\u0007',
  d: '\\d',
  D: '\\D',
  e: '\\u001b',
  f: '\\f',
  h: '[ \\t\\u00a0]',
  n: '\\n',
  r: '\\r',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  t: '\\t',
  w: '\\w',
  W: '\\W',
};
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  ...ESCAPES,
  b: '\\u0008',
  h: ' \\t\\u00a0',
  s: ' \\t\\n\\v\\f\\r',
  S: '\\S',
};
const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  word: 'A-Za-z0-9_',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
};

/** Letters and digits that JavaScript knows as something else, or not at all, are refused; so are references to groups. */
export function translateEscape(escaped: string, known: Readonly<Record<string, string>>): string {
  const translated = known[escaped];
  if (translated !== undefined) return translated;
  if (escaped === '' || /[A-Za-z0-9]/.test(escaped)) throw invalidPattern(`\\${escaped}`);
  return /[\^$\\.*+?()[\]{}|/]/.test(escaped) ? `\\${escaped}` : escaped === '-' ? '\\x2d' : escaped;
}

/** `\p{Latin}` is a script in PCRE; JavaScript wants it said. */
export function unicodeProperty(token: string, name: string): string {
  if (token.includes('^')) throw invalidPattern(token);
  return /^(?:L|M|N|P|S|Z|C|L[ulmot]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]|C[cfson])$/.test(name)
    ? token
    : token.replace(name, `Script=${name}`);
}

export function translateClass(pattern: string, start: number): { source: string; end: number } {
  let at = start + 1;
  let source = '[';
  if (pattern[at] === '^') {
    source += '^';
    at++;
  }
  for (let isFirst = true; at < pattern.length; isFirst = false) {
    const rest = pattern.slice(at);
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(rest);
    const property = /^\\[pP]\{\^?([A-Za-z_ &]+)\}/.exec(rest);
    if (posix) {
      const members = POSIX[posix[2] as string];
      if (posix[1] || members === undefined) throw invalidPattern(posix[0]);
      source += members;
      at += posix[0].length;
    } else if (property) {
      source += unicodeProperty(property[0], property[1] as string);
      at += property[0].length;
    } else if (rest.startsWith('\\')) {
      const code = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(rest);
      source += code ? `\\u{${code[1] ?? code[2]}}` : translateEscape(rest[1] ?? '', CLASS_ESCAPES);
      at += code ? code[0].length : 2;
    } else if (rest.startsWith(']') && !isFirst) return { source: `${source}]`, end: at + 1 };
    else {
      source += '[]()/|{}'.includes(rest[0] as string) ? `\\${rest[0]}` : rest[0];
      at++;
    }
  }
  throw invalidPattern('missing terminating ] for character class');
}

export function invalidPattern(reason: string): MongoError {
  return new MongoError(51091, `Regular expression is invalid: ${reason}`);
}
