import { isIntegral, toNumber } from '../../bson/number.ts';
import { isNumber, typeName, typeNameOrMissing } from '../../bson/types.ts';
import { documentOf, Regex, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { toRegExp } from '../../query/regex.ts';
import type { Environment, Evaluate } from '../environment.ts';
import { isNullish } from '../truth.ts';
import { withArguments, withFields, type Operator, type Operators } from './operator.ts';

/** Where a part stands in a string, counted in `units` of it. */
function indexOf(units: (text: string) => (string | number)[], codes: { text: number; part: number }): Operator {
  return withArguments(2, 4, (values, name) => {
    const [text, part] = values;
    if (isNullish(text)) return null;
    if (typeof text !== 'string')
      throw new MongoError(codes.text, `${name} requires a string as the first argument, found: ${typeName(text)}`);
    if (typeof part !== 'string')
      throw new MongoError(
        codes.part,
        `${name} requires a string as the second argument, found: ${typeNameOrMissing(part)}`,
      );
    const hay = units(text);
    const needle = units(part);
    const from = positionArgument(values, 2, name, 0);
    const to = Math.min(positionArgument(values, 3, name, hay.length), hay.length);
    for (let at = from; at + needle.length <= to; at++) if (needle.every((unit, i) => hay[at + i] === unit)) return at;
    return -1;
  });
}

/** The third or fourth argument of a search: given, it must be a place, even if what it names is missing. */
export function positionArgument(values: (Value | undefined)[], at: 2 | 3, name: string, otherwise: number): number {
  if (values.length <= at) return otherwise;
  const [value, role] = [values[at], at === 2 ? 'starting' : 'ending'];
  if (!isNumber(value) || !isIntegral(value) || Math.abs(toNumber(value)) > 0x7fffffff)
    throw new MongoError(
      40096,
      `${name} requires an integral ${role} index, found a value of type: ${typeNameOrMissing(value)}`,
    );
  if (toNumber(value) < 0)
    throw new MongoError(40097, `${name} requires a nonnegative ${role} index, found: ${toNumber(value)}`);
  return toNumber(value) + 0;
}

function replace(isAll: boolean): Operator {
  return withFields(
    {
      required: ['input', 'find', 'replacement'],
      codes: { notObject: 51751, unknown: 51750, missing: { input: 51749, find: 51748, replacement: 51747 } },
    },
    (args, name) => (environment) => {
      const values = [args['input'], args['find'], args['replacement']].map((argument) => argument?.(environment));
      refuseOthers(values, name);
      if (values.some(isNullish)) return null;
      const [input, find, replacement] = values as [string, string, string];
      return isAll ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
    },
  );
}

/** MongoDB tells a single wrong argument by one code, and by another when one more is no string. */
function refuseOthers(values: (Value | undefined)[], name: string): void {
  const wrong = values.findIndex((value) => !isNullish(value) && typeof value !== 'string');
  if (wrong < 0) return;
  const isAlone = values.every((value, i) => i === wrong || typeof value === 'string');
  const code = isAlone ? 51746 - wrong : ([10503904, 10503901, 10503902][wrong] as number);
  throw new MongoError(
    code,
    `${name} requires that its arguments are strings, found: ${typeNameOrMissing(values[wrong])}`,
  );
}

interface Search {
  text: string;
  expression: RegExp;
}

function regexSearch(build: (search: Search | undefined) => Value): Operator {
  return withFields(
    {
      required: ['input', 'regex'],
      optional: ['options'],
      codes: { notObject: 51103, unknown: 31024, missing: { input: 31022, regex: 31023 } },
    },
    (args, name) => (environment) => build(prepareSearch(args, name, environment)),
  );
}

function prepareSearch(
  { input, regex, options }: Readonly<Record<string, Evaluate | undefined>>,
  name: string,
  environment: Environment,
): Search | undefined {
  const text = input?.(environment);
  const pattern = regex?.(environment);
  const flags = options?.(environment);
  if (!isNullish(pattern) && typeof pattern !== 'string' && !(pattern instanceof Regex))
    throw new MongoError(51105, `${name} needs 'regex' to be of type string or regex`);
  if (!isNullish(flags) && typeof flags !== 'string')
    throw new MongoError(51106, `${name} needs 'options' to be of type string`);
  if (pattern instanceof Regex && pattern.options !== '' && typeof flags === 'string')
    throw new MongoError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  const source = pattern instanceof Regex ? pattern.pattern : pattern;
  const used = typeof flags === 'string' ? flags : pattern instanceof Regex ? pattern.options : '';
  if (typeof source === 'string' && source.includes('\0'))
    throw new MongoError(51109, `${name}: regular expression cannot contain an embedded null byte`);
  if (used.includes('\0')) throw new MongoError(51110, `${name}: regex options cannot contain an embedded null byte`);
  const expression = isNullish(source) ? undefined : expressionOf(source, used);
  if (!isNullish(text) && typeof text !== 'string')
    throw new MongoError(51104, `${name} needs 'input' to be of type string`);
  return expression && !isNullish(text) ? { text, expression } : undefined;
}

const INVALID_IN_QUERIES = 51091;
const INVALID_IN_EXPRESSIONS = 51111;

/** Expressions have a code of their own for a pattern that is malformed. */
function expressionOf(source: string, options: string): RegExp {
  try {
    return toRegExp(source, options);
  } catch (error) {
    if (error instanceof MongoError && error.code === INVALID_IN_QUERIES)
      throw new MongoError(INVALID_IN_EXPRESSIONS, error.message);
    throw error;
  }
}

function codePointLength(text: string): number {
  return Array.from(text).length;
}

function describeMatch(match: RegExpExecArray, text: string): Value {
  return documentOf({
    match: match[0],
    idx: codePointLength(text.slice(0, match.index)),
    captures: match.slice(1).map((capture) => (capture as string | undefined) ?? null),
  });
}

function allMatches({ text, expression }: Search): Value[] {
  const global = new RegExp(expression.source, `${expression.flags}g`);
  const matches = [...text.matchAll(global)].filter(
    ({ index, 0: found }) => text === '' || found !== '' || index < text.length,
  );
  return matches.map((match) => describeMatch(match, text));
}

export const STRING_SEARCH: Operators = {
  $indexOfBytes: indexOf((text) => [...Buffer.from(text)], { text: 40091, part: 40092 }),
  $indexOfCP: indexOf((text) => [...text], { text: 40093, part: 40094 }),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
  $regexMatch: regexSearch((search) => search !== undefined && search.expression.test(search.text)),
  $regexFind: regexSearch((search) => {
    const match = search?.expression.exec(search.text);
    return search && match ? describeMatch(match, search.text) : null;
  }),
  $regexFindAll: regexSearch((search) => (search ? allMatches(search) : [])),
};
