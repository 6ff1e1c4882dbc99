/** Which regular expressions are offered, and what each sign of one stands for. */
import { MongoError } from '../ground/errors.ts';

/** One thing of a pattern that a character, or a place of the text, has to be; in JavaScript's words. */
export interface Atom {
  source: string;
  min: number;
  max: number;
  /** Stands for a place and takes no character. */
  isAnchor: boolean;
}

export type Alternative = Atom[];

const NEVER_AFTER = '(?![\\s\\S])';
const END = `(?=\\n?${NEVER_AFTER})`;
const START = '(?<![\\s\\S])';

const ANCHORS: Readonly<Record<string, string>> = { A: START, Z: END, z: NEVER_AFTER, b: '\\b', B: '\\B' };
/** PCRE's classes are of ASCII letters, digits and white space unless the pattern says otherwise. */
const ESCAPES: Readonly<Record<string, string>> = {
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
const QUANTIFIER = /(?:([*+?])|\{(\d{1,5})(?:(,)(\d{0,5}))?\})([?+]?)/y;
const MOST_REPEATS = 1000;
const MOST_PLACES = 10_000;

/**
 * Reads a pattern of characters, classes, anchors and what repeats one of them, with `|` between whole alternatives.
 * @throws MongoError for groups, and for anything else that could make matching take more than a walk through the text
 */
export function parsePattern(pattern: string, flags: ReadonlySet<string>): Alternative[] {
  let current: Alternative = [];
  const alternatives = [current];
  for (let at = 0; at < pattern.length;) {
    QUANTIFIER.lastIndex = at;
    const quantifier = QUANTIFIER.exec(pattern);
    const symbol = String.fromCodePoint(pattern.codePointAt(at) as number);
    if (quantifier) {
      repeatLast(current, quantifier);
      at += quantifier[0].length;
    } else if (symbol === '|') {
      alternatives.push((current = []));
      at++;
    } else if (flags.has('x') && /[\s#]/.test(symbol)) at = symbol === '#' ? lineEnd(pattern, at) : at + 1;
    else {
      const { atom, end } = readAtom(pattern, at, symbol, flags);
      current.push(atom);
      at = end;
    }
  }
  const places = alternatives.flat().reduce((sum, { min, max }) => sum + (max === Infinity ? min + 1 : max), 0);
  if (places > MOST_PLACES) throw invalidPattern('regular expression is too large');
  return alternatives;
}

function lineEnd(pattern: string, from: number): number {
  const end = pattern.indexOf('\n', from);
  return end < 0 ? pattern.length : end;
}

function repeatLast(alternative: Alternative, [text, sign, least, comma, most, mode]: RegExpExecArray): void {
  const last = alternative.at(-1);
  if (!last || last.isAnchor || last.min !== 1 || last.max !== 1)
    throw invalidPattern('quantifier does not follow a repeatable item');
  if (mode === '+') throw invalidPattern(`possessive quantifier ${text}`);
  last.min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
  if (sign !== undefined) last.max = sign === '?' ? 1 : Infinity;
  else last.max = comma === undefined ? last.min : most === '' ? Infinity : Number(most);
  if (last.max < last.min) throw invalidPattern('numbers out of order in {} quantifier');
  if (last.min > MOST_REPEATS || (last.max > MOST_REPEATS && last.max !== Infinity))
    throw invalidPattern('number too big in {} quantifier');
}

interface Read {
  atom: Atom;
  end: number;
}

function readAtom(pattern: string, at: number, symbol: string, flags: ReadonlySet<string>): Read {
  const one = (source: string, end = at + symbol.length): Read => ({
    atom: { source, min: 1, max: 1, isAnchor: false },
    end,
  });
  const anchor = (source: string, end = at + 1): Read => ({ atom: { source, min: 1, max: 1, isAnchor: true }, end });
  switch (symbol) {
    case '[': {
      const { source, end } = translateClass(pattern, at);
      return one(source, end);
    }
    case '\\':
      return readEscape(pattern, at, { one, anchor });
    case '.':
      return one(flags.has('s') ? '[\\s\\S]' : '[^\\n]');
    case '^':
      return anchor(flags.has('m') ? `(?:${START}|(?<=\\n))` : START);
    case '$':
      return anchor(flags.has('m') ? `(?=\\n|${NEVER_AFTER})` : END);
    case '(':
      throw invalidPattern('groups are not offered by the embedded database');
    case ')':
      throw invalidPattern('unmatched closing parenthesis');
    default:
      return one(/[[\]{}/-]/.test(symbol) ? `[\\${symbol}]` : symbol);
  }
}

type Make = (source: string, end?: number) => Read;

function readEscape(pattern: string, at: number, { one, anchor }: { one: Make; anchor: Make }): Read {
  const rest = pattern.slice(at, at + 64);
  const [whole = '', property, code, hex] =
    /^\\(?:[pP]\{\^?([A-Za-z_ &]+)\}|x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))/.exec(rest) ?? [];
  if (property !== undefined) return one(unicodeProperty(whole, property), at + whole.length);
  if (code !== undefined || hex !== undefined) return one(`\\u{${code ?? hex}}`, at + whole.length);
  const escaped = rest.slice(1, 2);
  const place = ANCHORS[escaped];
  return place === undefined ? one(translateEscape(escaped, ESCAPES), at + 2) : anchor(place, at + 2);
}

/** Letters and digits that JavaScript knows as something else, or not at all, are refused; so are references to groups. */
function translateEscape(escaped: string, known: Readonly<Record<string, string>>): string {
  const translated = known[escaped];
  if (translated !== undefined) return translated;
  if (escaped === '' || /[A-Za-z0-9]/.test(escaped)) throw invalidPattern(`\\${escaped}`);
  return /[\^$\\.*+?()[\]{}|/]/.test(escaped) ? `\\${escaped}` : escaped === '-' ? '\\x2d' : escaped;
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
