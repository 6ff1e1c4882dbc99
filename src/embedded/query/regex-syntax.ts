import { MongoError } from '../errors.ts';

const NEVER_AFTER = '(?![\\s\\S])';
const END = `(?=\\n?${NEVER_AFTER})`;
const START = '(?<![\\s\\S])';

/** PCRE's classes are of ASCII letters, digits and white space unless the pattern says otherwise. */
const ESCAPES: Readonly<Record<string, string>> = {
  A: START,
  Z: END,
  z: NEVER_AFTER,
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  h: '[ \\t\\u00a0]',
  e: '\\u001b',
  a: '\\u0007',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])',
};
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  s: ' \\t\\n\\v\\f\\r',
  h: ' \\t\\u00a0',
  e: '\\u001b',
  a: '\\u0007',
};
/** What JavaScript does not know, or knows as something else. */
const REFUSED_ESCAPES = new Set(['K', 'G', 'C', 'X', 'Q', 'E', 'N', 'H', 'g', 'o']);
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
const TOKEN =
  /\\[pP]\{\^?([A-Za-z_ &]+)\}|\\x\{([0-9A-Fa-f]+)\}|\\([\s\S])|(\[\^?\]?)|(\(\?(?:P?<(?![=!])|[^<:=!]|<(?=[=!])|[:=!])?|\(\*)|([.^$#\s])|([*+?}]\+)|([\s\S])/gy;

/** PCRE looks behind by a fixed length only. Groups and escapes within are not looked into: they end the search. */
const VARIABLE_LOOKBEHIND = /\(\?<[=!](?:[^()[\]\\]|\\.|\[[^\]]*\])*?(?:[*+?]|\{\d*,\d*\})/;

/**
 * Rewrites the pattern for JavaScript's Unicode mode; `m`, `s` and `x` are worked in, since `^`, `$` and the dot mean
 * slightly different things there.
 * @throws MongoError for constructs that have no equal
 */
export function translatePattern(pattern: string, flags: ReadonlySet<string>): string {
  if (VARIABLE_LOOKBEHIND.test(pattern)) throw invalidPattern('lookbehind assertion is not fixed length');
  let result = '';
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(pattern); match; match = TOKEN.exec(pattern)) {
    const [token, property, code, escape, open, group, special, possessive] = match;
    if (open !== undefined) {
      const { source, end } = translateClass(pattern, match.index);
      result += source;
      TOKEN.lastIndex = end;
    } else if (property !== undefined) result += unicodeProperty(token, property);
    else if (code !== undefined) result += `\\u{${code}}`;
    else if (escape !== undefined) result += translateEscape(escape, ESCAPES);
    else if (group !== undefined) result += translateGroup(group);
    else if (possessive !== undefined) throw invalidPattern(`possessive quantifier ${token}`);
    else if (special !== undefined) {
      if (special === '#' && flags.has('x')) TOKEN.lastIndex = lineEnd(pattern, match.index);
      else result += translateSpecial(special, flags);
    } else result += token === '}' || token === ']' ? `\\${token}` : token;
  }
  return balanceBraces(result);
}

function lineEnd(pattern: string, from: number): number {
  const end = pattern.indexOf('\n', from);
  return end < 0 ? pattern.length : end;
}

function translateSpecial(special: string, flags: ReadonlySet<string>): string {
  switch (special) {
    case '.':
      return flags.has('s') ? '[\\s\\S]' : '[^\\n]';
    case '^':
      return flags.has('m') ? `(?:${START}|(?<=\\n))` : START;
    case '$':
      return flags.has('m') ? `(?=\\n|${NEVER_AFTER})` : END;
    default:
      return flags.has('x') && special !== '#' ? '' : special;
  }
}

function translateGroup(group: string): string {
  if (group === '(?P<') return '(?<';
  if (['(?', '(?:', '(?=', '(?!', '(?<'].includes(group)) return group;
  throw invalidPattern(`group ${group}`);
}

function translateEscape(escape: string, known: Readonly<Record<string, string>>): string {
  const translated = known[escape];
  if (translated !== undefined) return translated;
  if (REFUSED_ESCAPES.has(escape)) throw invalidPattern(`\\${escape}`);
  if (/[A-Za-z0-9]/.test(escape)) return `\\${escape}`;
  return /[\^$\\.*+?()[\]{}|/-]/.test(escape) ? (escape === '-' ? '\\x2d' : `\\${escape}`) : escape;
}

/** `\p{Latin}` is a script in PCRE; JavaScript wants it said. */
function unicodeProperty(token: string, name: string): string {
  if (token.includes('^')) throw invalidPattern(token);
  return /^(?:L|M|N|P|S|Z|C|L[ulmot]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]|C[cfson])$/.test(name)
    ? token
    : token.replace(name, `Script=${name}`);
}

function translateClass(pattern: string, start: number): { source: string; end: number } {
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
      const code = /^\\x\{([0-9A-Fa-f]+)\}/.exec(rest);
      source += code ? `\\u{${code[1]}}` : translateEscape(rest[1] ?? '', CLASS_ESCAPES);
      at += code ? code[0].length : 2;
    } else if (rest.startsWith(']') && !isFirst) return { source: `${source}]`, end: at + 1 };
    else {
      source += '[]()/|{}'.includes(rest[0] as string) ? `\\${rest[0]}` : rest[0];
      at++;
    }
  }
  throw invalidPattern('missing terminating ] for character class');
}

/** A brace that begins no quantifier is a character like any other in PCRE. */
function balanceBraces(source: string): string {
  return source.replaceAll(
    /\\[pPu]\{[^}]*\}|\\[\s\S]|\{(\d+(?:,\d*)?)\\\}|\{/g,
    (part, quantifier: string | undefined) => {
      if (quantifier !== undefined) return `{${quantifier}}`;
      return part === '{' ? '\\{' : part;
    },
  );
}

export function invalidPattern(reason: string): MongoError {
  return new MongoError(51091, `Regular expression is invalid: ${reason}`);
}
