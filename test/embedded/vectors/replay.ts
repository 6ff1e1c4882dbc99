import { randomUUID } from 'node:crypto';
import { Binary, type Document, type Value } from '../../../src/embedded/bson/value.ts';
import { parseValue, type Json, type References } from './extended-json.ts';
import { isOk, judge, valueAt, type Expectation, type Verdict } from './expectation.ts';
import type { WireClient } from './wire-client.ts';

export interface Step {
  db: string;
  command: { [key: string]: Json };
  /** Prepares the case and must succeed. */
  setup?: true;
  expect?: Expectation;
}

export interface VectorCase {
  id: string;
  steps: Step[];
}

const KEPT_DATABASES = new Set(['admin', 'config', 'local']);

/** Runs one case on databases that are empty, up to the first step that is answered differently. */
export async function replay(client: WireClient, { steps }: VectorCase): Promise<Verdict> {
  const replies: Document[] = [];
  const references = referencesOf(replies);
  let refusal: Verdict | undefined;
  try {
    for (const database of new Set(['test', ...steps.map(({ db }) => db)]))
      if (!KEPT_DATABASES.has(database)) await client.run(database, new Map([['dropDatabase', 1]]));
    for (const step of steps) {
      const reply = await client.run(step.db, parseValue(step.command, references) as Document);
      replies.push(reply);
      const verdict = judgeStep(step, reply, references);
      if (verdict.kind !== 'equal') return verdict.kind === 'wrong' ? (refusal ?? verdict) : verdict;
      if (!step.expect && !isOk(reply)) refusal = { kind: 'refused', why: reply.get('errmsg') as string };
    }
    return { kind: 'equal', why: '' };
  } catch (error) {
    return { kind: 'broken', why: String(error) };
  }
}

function judgeStep({ expect, setup }: Step, reply: Document, references: References): Verdict {
  if (expect) return judge(reply, expect, references);
  const hasFailed = !isOk(reply) || reply.has('writeErrors') || reply.has('writeConcernError');
  if (setup && hasFailed) return { kind: 'refused', why: `in the set-up: ${reply.get('errmsg') as string}` };
  return { kind: 'equal', why: '' };
}

function referencesOf(replies: Document[]): References {
  const variables = new Map<string, Value>();
  return {
    reply: (path) => {
      const [, index, rest] = /^steps\[(\d+)\]\.(.*)$/.exec(path) ?? [];
      return valueAt(replies[Number(index)], rest ?? '') ?? 0n;
    },
    variable: (name) => {
      const known = variables.get(name) ?? new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4);
      variables.set(name, known);
      return known;
    },
  };
}
