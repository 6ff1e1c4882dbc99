import { randomUUID } from 'node:crypto';
import { Binary, documentOf, isDocument, type Document, type Value } from '../../../src/embedded/bson/value.ts';
import { parseValue, type Json, type References } from './extended-json.ts';
import { hasFailed, judge, valueAt, whyFailed, type Expectation, type Verdict } from './expectation.ts';
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
      const reply = await run(client, step.db, parseValue(step.command, references) as Document);
      replies.push(reply);
      const verdict = judgeStep(step, reply, references);
      if (verdict.kind === 'wrong' || verdict.kind === 'lax') return refusal ?? verdict;
      if (verdict.kind !== 'equal') return verdict;
      if (!step.expect && hasFailed(reply)) refusal = { kind: 'refused', why: whyFailed(reply) };
    }
    return { kind: 'equal', why: '' };
  } catch (error) {
    return { kind: 'broken', why: String(error) };
  }
}

/**
 * `$documents` is not offered, and thousands of cases bring their documents by it: they are stored instead, and read without
 * the `_id` that this gives them.
 */
async function run(client: WireClient, db: string, command: Document): Promise<Document> {
  const stages = command.get('pipeline');
  const [first, ...rest] = Array.isArray(stages) ? stages : [];
  const documents = isDocument(first) && first.size === 1 ? first.get('$documents') : undefined;
  if (typeof command.get('aggregate') === 'string' || !Array.isArray(documents) || !documents.every(isStorable))
    return client.run(db, command);
  const name = 'stored instead';
  await client.run(db, documentOf({ drop: name }));
  const batch = documents.length > 0 ? await client.run(db, documentOf({ insert: name, documents })) : undefined;
  if (batch && hasFailed(batch)) return batch;
  const bare = documents.some((one) => isDocument(one) && one.has('_id'))
    ? []
    : [documentOf({ $project: documentOf({ _id: 0 }) })];
  return client.run(db, new Map(command).set('aggregate', name).set('pipeline', [...bare, ...rest]));
}

/** Without anything that stands for an expression. */
function isStorable(value: Value): boolean {
  if (typeof value === 'string') return !value.startsWith('$');
  if (Array.isArray(value)) return value.every(isStorable);
  return !isDocument(value) || [...value].every(([name, field]) => !name.startsWith('$') && isStorable(field));
}

function judgeStep({ expect, setup }: Step, reply: Document, references: References): Verdict {
  if (expect) return judge(reply, expect, references);
  if (setup && hasFailed(reply)) return { kind: 'refused', why: `in the set-up: ${whyFailed(reply)}` };
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
