import { Forbidden, NotFound } from './errors.ts';
import type { StringKey, Values } from './i18n.ts';

/** A policy answers with a verdict; a refusal carries the string that explains it to the person. */
export type Verdict = { allowed: true } | { allowed: false; reason: StringKey; values?: Values };

export const yes: Verdict = { allowed: true };
/** A moment among the values is written as a date with its hour where the refusal is shown. */
export const no = (reason: StringKey, values?: Values): Verdict => ({
  allowed: false,
  reason,
  ...(values ? { values } : {}),
});
export const yesIf = (condition: boolean, reason: StringKey): Verdict => (condition ? yes : no(reason));

/** Throws the refusal, so that what follows runs only when the action is permitted. */
export function permit(verdict: Verdict): void {
  if (!verdict.allowed) throw new Forbidden(verdict.reason, { ...verdict.values });
}

/** What is not there, and what the rule keeps from this person, are both not found: nothing tells them apart. */
export function foundFor<A, S>(rule: (actor: A, subject: S) => Verdict, actor: A, subject: S | undefined): S {
  if (subject === undefined || !rule(actor, subject).allowed) throw new NotFound();
  return subject;
}

/** The answers of some rules, by the names that a page knows them under. */
export type Able<Name extends string> = Readonly<{ can: Readonly<Record<Name, boolean>> }>;

export function abilities<A, S, Name extends string>(
  rules: Readonly<Record<Name, (actor: A, subject: S) => Verdict>>,
  actor: A,
  subject: S,
): Able<Name>['can'] {
  const answers = Object.entries<(actor: A, subject: S) => Verdict>(rules);
  return Object.fromEntries(answers.map(([name, rule]) => [name, rule(actor, subject).allowed])) as Able<Name>['can'];
}
