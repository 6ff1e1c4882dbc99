import { Regex, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { invalidPattern, translatePattern } from './regex-syntax.ts';

const compiled = new Map<string, RegExp>();
const MAX_COMPILED = 500;
const MAX_PATTERN = 16_384;

/**
 * A PCRE pattern as a JavaScript expression: options i, m, s, x, and u; inline options at the start of the pattern.
 * @throws MongoError for options or patterns that MongoDB, or JavaScript, does not take
 */
export function toRegExp(pattern: string, options: string): RegExp {
  const key = `${options}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const expression = compile(pattern, options);
  compiled.set(key, expression);
  return expression;
}

function compile(pattern: string, options: string): RegExp {
  if (/[^imsxu]/.test(options)) throw new MongoError(51108, `invalid flag in regex options: ${options}`);
  if (pattern.length > MAX_PATTERN) throw invalidPattern('pattern string is longer than the limit');
  if (pattern.includes('\0')) throw new MongoError(2, 'Regular expression cannot contain an embedded null byte');
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const flags = new Set(options + (inline?.[1] ?? ''));
  const source = translatePattern(inline ? pattern.slice(inline[0].length) : pattern, flags);
  try {
    return new RegExp(source, `${flags.has('i') ? 'i' : ''}u`);
  } catch (error) {
    throw invalidPattern(error instanceof Error ? error.message : source);
  }
}

/** The test for a stored value: strings that match, and the same regular expression itself. */
export function regexTest(regex: Regex): (value: Value | undefined) => boolean {
  const expression = toRegExp(regex.pattern, regex.options);
  return (value) =>
    typeof value === 'string'
      ? expression.test(value)
      : value instanceof Regex && value.pattern === regex.pattern && value.options === regex.options;
}
