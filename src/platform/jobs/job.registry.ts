/** Which kinds of job this process knows, and what it does for each. */
import type { JobKind, Jobs } from './index.ts';

export type JobContext = Readonly<{
  /** The same on every attempt, so that work can recognise what an earlier attempt of it has done. */
  jobId: string;
  /** 1 on the first attempt. */
  attempt: number;
  /** The lease is renewed by itself; long work calls this before a step that two workers must not both take. */
  extendLease: () => Promise<void>;
}>;

export type JobDefinition<Kind extends JobKind> = Readonly<{
  /** A job is done at least once: what `work` does must be safe done twice. */
  work: (payload: Jobs[Kind], context: JobContext) => Promise<unknown>;
  /** What one job of this kind is about, short enough to list: a number, a name of ours; never a person. */
  subject?: (payload: Jobs[Kind]) => string;
  /** Attempts before the job is set aside as dead; 10 unless said, which spans a quarter of an hour. */
  maxAttempts?: number;
  /** How long a worker that has gone silent keeps the job; 60 unless said. */
  leaseSeconds?: number;
}>;

export type KnownJob = Readonly<{
  work: (payload: unknown, context: JobContext) => Promise<unknown>;
  subject: (payload: unknown) => string;
  maxAttempts: number;
  leaseSeconds: number;
}>;

const usualAttempts = 10;
const usualLeaseSeconds = 60;

const known = new Map<string, KnownJob>();

/** Says what a kind of job does. Each kind is defined once; a second definition is a mistake of ours. */
export function defineJob<Kind extends JobKind>(kind: Kind, definition: JobDefinition<Kind>): void {
  if (known.has(kind)) throw new Error(`the job ${kind} is defined twice`);
  const { work, subject = () => '', maxAttempts = usualAttempts, leaseSeconds = usualLeaseSeconds } = definition;
  known.set(kind, {
    work: work as KnownJob['work'],
    subject: subject as KnownJob['subject'],
    maxAttempts,
    leaseSeconds,
  });
}

/** Throws for a kind that nobody defined: a queue that no worker will ever empty is noticed when it is filled. */
export function findJobDefinition(kind: string): KnownJob {
  const definition = known.get(kind);
  if (!definition) throw new Error(`no job is defined as ${kind}`);
  return definition;
}

/** What a stored job is about; nothing when its kind is not known (any more). */
export const subjectOf = (kind: string, payload: string): string =>
  known.get(kind)?.subject(JSON.parse(payload) as unknown) ?? '';

export const knownKinds = (): string[] => [...known.keys()];

/** A claim is made before the kind is known, so it lasts as long as the most impatient kind allows. */
export const shortestLeaseSeconds = (): number =>
  Math.min(usualLeaseSeconds, ...[...known.values()].map(({ leaseSeconds }) => leaseSeconds));
