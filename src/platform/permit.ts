import { Forbidden } from './errors.ts';
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

/** The same policy as plain booleans, so that a view shows only the buttons that will work. */
export function abilities<A, S, P extends Record<string, (actor: A, subject: S) => Verdict>>(
  policy: P,
  actor: A,
  subject: S,
): Record<keyof P, boolean> {
  const answers = Object.entries(policy).map(([action, rule]) => [action, rule(actor, subject).allowed]);
  return Object.fromEntries(answers) as Record<keyof P, boolean>;
}
