/** Which regular expressions are offered, and what each sign of one stands for. */
import { ESCAPES, invalidPattern, translateClass, translateEscape, unicodeProperty } from './regex-classes.ts';

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
