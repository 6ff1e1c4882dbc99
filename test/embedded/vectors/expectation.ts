import { isNumber, typeName } from '../../../src/embedded/bson/types.ts';
import { toNumber } from '../../../src/embedded/bson/number.ts';
import { compareValues } from '../../../src/embedded/bson/order.ts';
import { Binary, isDocument, type Document, type Value } from '../../../src/embedded/bson/value.ts';
import { isEqual, isEqualResult, type Leniency } from './equality.ts';
import { parseValue, type Json, type References } from './extended-json.ts';

/**
 * What a case showed: `equal` as MongoDB answered; `wrong` both answer, differently; `lax` MongoDB refuses and we answer;
 * `refused` we refuse and MongoDB answers; `code` both refuse, with another error code; `broken` no answer at all.
 */
export type Kind = 'equal' | 'wrong' | 'lax' | 'refused' | 'code' | 'broken';
export interface Verdict {
  kind: Kind;
  why: string;
}

interface Check {
  path: string;
  [test: string]: Json;
}

export interface Expectation extends Leniency {
  ok?: true;
  errorCode?: number;
  in?: string;
  result?: Json;
  reply?: Json;
  partial?: boolean;
  checks?: Check[];
  checksPerDoc?: Check[][];
}

const EQUAL: Verdict = { kind: 'equal', why: '' };
const wrong = (why: string): Verdict => ({ kind: 'wrong', why });

/** What a server adds to any reply of its own accord. */
const GOSSIP = new Set(['$clusterTime', 'operationTime', 'electionId', 'opTime']);

/** The value at a dotted path of keys and array indices; the empty path is the value itself. */
export function valueAt(value: Value | undefined, path: string): Value | undefined {
  if (path === '') return value;
  return path.split('.').reduce<Value | undefined>((node, step) => {
    if (Array.isArray(node)) return /^\d+$/.test(step) ? node[Number(step)] : undefined;
    return isDocument(node) ? node.get(step) : undefined;
  }, value);
}

export function isOk(reply: Document): boolean {
  const ok = reply.get('ok');
  return ok === true || (isNumber(ok) && toNumber(ok) === 1);
}

/** Writes say of each statement that was refused; the reply as a whole is well. */
export function hasFailed(reply: Document): boolean {
  return !isOk(reply) || reply.has('writeErrors') || reply.has('writeConcernError');
}

export function whyFailed(reply: Document): string {
  const first = isOk(reply) ? valueAt(reply, 'writeErrors.0') : reply;
  return isDocument(first) ? `${first.get('code') as number}: ${first.get('errmsg') as string}` : 'writeConcernError';
}

/** Compares a reply with what MongoDB answered. */
export function judge(reply: Document, expected: Expectation, references: References): Verdict {
  if (expected.errorCode !== undefined) return judgeError(reply, expected.errorCode);
  if (!isOk(reply)) return { kind: 'refused', why: whyFailed(reply) };
  const verdict = judgeAnswer(reply, expected, references);
  return verdict.kind === 'wrong' && hasFailed(reply) ? { kind: 'refused', why: whyFailed(reply) } : verdict;
}

function judgeAnswer(reply: Document, expected: Expectation, references: References): Verdict {
  if (expected.ok) return EQUAL;
  if (expected.checks || expected.checksPerDoc) return judgeChecks(reply, expected, references);
  return judgeResult(reply, expected, references);
}

function judgeError(reply: Document, wanted: number): Verdict {
  const code = isOk(reply) ? valueAt(reply, 'writeErrors.0.code') : reply.get('code');
  if (code === undefined) return { kind: 'lax', why: `answered instead of error ${wanted}` };
  return code === wanted ? EQUAL : { kind: 'code', why: `instead of ${wanted}, ${whyFailed(reply)}` };
}

function judgeChecks(reply: Document, expected: Expectation, references: References): Verdict {
  const documents = expected.in === undefined ? [reply] : valueAt(reply, expected.in);
  if (!Array.isArray(documents) || documents.length === 0) return wrong('no documents');
  if (expected.checksPerDoc && expected.checksPerDoc.length !== documents.length) return wrong('number of documents');
  const failed = documents.flatMap((document, i) =>
    (expected.checks ?? expected.checksPerDoc?.[i] ?? []).filter((check) => !holds(document, check, references)),
  );
  return failed.length === 0 ? EQUAL : wrong(`check ${JSON.stringify(failed[0])}`);
}

function judgeResult(reply: Document, expected: Expectation, references: References): Verdict {
  const wanted = parseValue(expected.reply ?? expected.result ?? null, references);
  const found =
    expected.reply === undefined
      ? valueAt(reply, expected.in as string)
      : new Map([...reply].filter(([key]) => !GOSSIP.has(key)));
  if (found === undefined) return wrong(`no ${expected.in}`);
  const compared = expected.partial ? common(found, wanted) : found;
  return isEqualResult(compared, wanted, expected) ? EQUAL : wrong('another result');
}

/** The part of a value that the expectation speaks of. */
function common(found: Value, wanted: Value): Value {
  if (isDocument(found) && isDocument(wanted))
    return new Map(
      [...found].flatMap(([key, value]) => (wanted.has(key) ? [[key, common(value, wanted.get(key) as Value)]] : [])),
    );
  if (Array.isArray(found) && Array.isArray(wanted))
    return found.slice(0, wanted.length).map((value, i) => common(value, wanted[i] as Value));
  return found;
}

type Test = (value: Value, operand: Json, references: References) => boolean;

const lengthTest = (test: (length: number, wanted: number) => boolean): Test => {
  return (value, wanted) => Array.isArray(value) && test(value.length, wanted as number);
};
const orderTest = (test: (order: number) => boolean): Test => {
  return (value, operand, references) => test(compareValues(value, parseValue(operand, references)));
};
const elementTest: Test = (value, operand, references) =>
  Array.isArray(value) && value.some((element) => isEqual(element, parseValue(operand, references)));
const fieldTest: Test = (value, operand, references) => {
  const [key, wanted] = operand as [string, Json];
  return (
    Array.isArray(value) && value.some((element) => isEqual(valueAt(element, key), parseValue(wanted, references)))
  );
};

const TESTS: Readonly<Record<string, Test>> = {
  type: (value, name) => (value instanceof Binary ? 'binData' : typeName(value)) === name,
  eq: (value, operand, references) => isEqual(value, parseValue(operand, references)),
  gt: orderTest((order) => order > 0),
  gte: orderTest((order) => order >= 0),
  lte: orderTest((order) => order <= 0),
  len: lengthTest((length, wanted) => length === wanted),
  lenGt: lengthTest((length, wanted) => length > wanted),
  lenLte: lengthTest((length, wanted) => length <= wanted),
  contains: fieldTest,
  element: elementTest,
  hasKey: (value, key) => isDocument(value) && value.has(key as string),
  keys: (value, keys) => isDocument(value) && JSON.stringify([...value.keys()]) === JSON.stringify(keys),
  nonEmptyString: (value) => typeof value === 'string' && value !== '',
  byteLen: (value, length) => value instanceof Binary && value.bytes.length === length,
};

function holds(document: Value, { path, ...tests }: Check, references: References): boolean {
  const value = valueAt(document, path);
  return Object.entries(tests).every(([name, operand]) => {
    if (name === 'exists') return (value !== undefined) === operand;
    if (name === 'ne') return !isEqual(value, parseValue(operand, references));
    if (name === 'notContains') return value === undefined || !fieldTest(value, operand, references);
    const test = TESTS[name];
    if (!test) throw new Error(`unknown check ${name}`);
    return value !== undefined && test(value, operand, references);
  });
}
