/** Which texts a regular expression matches, in a time that is bounded. */
import { Regex, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { invalidPattern } from './regex-classes.ts';
import { parsePattern, type Alternative } from './regex-syntax.ts';

/** Whether a text has a match. @throws MongoError when that would take too long */
export type TextTest = (text: string) => boolean;

const compiled = new Map<string, TextTest>();
const MAX_COMPILED = 500;
const MAX_PATTERN = 16_384;

/**
 * A PCRE pattern as a test: options i, m, s, x, and u; inline options at the start of the pattern.
 * @throws MongoError for options or patterns that MongoDB, or this server, does not take
 */
export function toTest(pattern: string, options: string): TextTest {
  const key = `${options}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const test = compile(pattern, options);
  compiled.set(key, test);
  return test;
}

function compile(pattern: string, options: string): TextTest {
  if (/[^imsxu]/.test(options)) throw new MongoError(51108, `invalid flag in regex options: ${options}`);
  if (pattern.length > MAX_PATTERN) throw invalidPattern('pattern string is longer than the limit');
  if (pattern.includes('\0')) throw new MongoError(2, 'Regular expression cannot contain an embedded null byte');
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const flags = new Set(options + (inline?.[1] ?? ''));
  const alternatives = parsePattern(inline ? pattern.slice(inline[0].length) : pattern, flags);
  const tests = alternatives.map((alternative) => testOf(alternative, `${flags.has('i') ? 'i' : ''}u`));
  return (text) => tests.some((test) => test(text));
}

/** What repeats nothing is left to the engine, which looks at each place of the text once; the rest is matched in step. */
function testOf(alternative: Alternative, flags: string): TextTest {
  const isPlain = alternative.every(({ min, max }) => min === 1 && max === 1);
  if (!isPlain) return inStep(alternative, flags);
  const expression = expressionOf(alternative.map(({ source }) => source).join(''), flags);
  return (text) => {
    if (alternative.length * text.length > MOST_STEPS_OF_ENGINE) throw tooManySteps();
    return expression.test(text);
  };
}

function expressionOf(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw invalidPattern(error instanceof Error ? error.message : source);
  }
}

/** As PCRE gives up beyond a number of steps, which MongoDB hands on as this error. */
const MOST_STEPS = 5_000_000;
/** The engine takes some hundreds of them in the time of one of ours: a pattern of 100 characters is for any text. */
const MOST_STEPS_OF_ENGINE = 100 * 16 * 1024 * 1024;

function tooManySteps(): MongoError {
  return new MongoError(51156, 'Error occurred while executing the regular expression: match limit exceeded');
}

/**
 * Follows all ways through the pattern at once, from every place of the text: the time is that of the text multiplied by the
 * pattern, whatever the pattern.
 */
function inStep(alternative: Alternative, flags: string): TextTest {
  const places = alternative.flatMap(spread).map(({ source, isRepeated, isOptional, isAnchor }) => ({
    accepts: acceptance(isAnchor ? source : `^(?:${source})$`, flags, isAnchor),
    isRepeated,
    isOptional,
    isAnchor,
  }));
  const end = places.length;
  return (text) => {
    let steps = 0;
    let active = new Uint8Array(end + 1);
    let next = new Uint8Array(end + 1);
    for (let at = 0; ;) {
      active[0] = 1;
      for (let i = 0; i < end; i++) {
        const place = places[i] as (typeof places)[number];
        if (active[i] && (place.isOptional || (place.isAnchor && place.accepts(text, at)))) active[i + 1] = 1;
      }
      if (active[end]) return true;
      if (at >= text.length) return false;
      if ((steps += end) > MOST_STEPS) throw tooManySteps();
      const symbol = String.fromCodePoint(text.codePointAt(at) as number);
      next.fill(0);
      for (let i = 0; i < end; i++) {
        const place = places[i] as (typeof places)[number];
        if (active[i] && !place.isAnchor && place.accepts(symbol, 0)) next[place.isRepeated ? i : i + 1] = 1;
      }
      [active, next] = [next, active];
      at += symbol.length;
    }
  };
}

interface Place {
  source: string;
  /** May be passed by, and come to again. */
  isOptional: boolean;
  isRepeated: boolean;
  isAnchor: boolean;
}

/** `a{2,4}` is two places that must be passed and two that may. */
function spread({ source, min, max, isAnchor }: Alternative[number]): Place[] {
  const place = { source, isOptional: false, isRepeated: false, isAnchor };
  const needed = Array.from({ length: min }, () => place);
  if (max === Infinity) return [...needed, { ...place, isOptional: true, isRepeated: true }];
  return [...needed, ...Array.from({ length: max - min }, () => ({ ...place, isOptional: true }))];
}

/** Whether one character is meant, or a place of the text is one that an anchor stands for. What is known is kept. */
function acceptance(source: string, flags: string, isAnchor: boolean): (text: string, at: number) => boolean {
  if (isAnchor) {
    const anchor = expressionOf(source, `${flags}y`);
    return (text, at) => {
      anchor.lastIndex = at;
      return anchor.test(text);
    };
  }
  const expression = expressionOf(source, flags);
  const known = new Map<string, boolean>();
  return (symbol) => {
    let accepts = known.get(symbol);
    if (accepts === undefined) {
      accepts = expression.test(symbol);
      if (known.size < MAX_COMPILED) known.set(symbol, accepts);
    }
    return accepts;
  };
}

/** The test for a stored value: strings that match, and the same regular expression itself. */
export function regexTest(regex: Regex): (value: Value | undefined) => boolean {
  const test = toTest(regex.pattern, regex.options);
  return (value) =>
    typeof value === 'string'
      ? test(value)
      : value instanceof Regex && value.pattern === regex.pattern && value.options === regex.options;
}
