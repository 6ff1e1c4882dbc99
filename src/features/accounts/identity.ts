/** Asking for the password again before an act of legal weight, on the form of that act. */
import type { Request } from 'express';
import { now } from '../../platform/clock.ts';
import type { FormErrors } from '../../platform/forms.ts';
import type { GuardedRequest } from '../../platform/guard.ts';
import { saveSession } from '../../platform/session.ts';
import { originOf } from './known-device.ts';
import { isConfirmationDue } from './sign-in.rules.ts';
import { isPasswordOf } from './sign-in.service.ts';

/** Whether the form has to ask; goes into the page's model. */
export const needsConfirmation = (req: Request): boolean => isConfirmationDue(req.session.confirmedAt, now());

/** Undefined when this person gave the password within the last ten minutes, now included; else what the form shows. */
export async function confirmIdentity(
  req: GuardedRequest,
  password: string | undefined,
): Promise<FormErrors | undefined> {
  return needsConfirmation(req) ? signWithPassword(req, password) : undefined;
}

/**
 * The same for a signature: it is the password given for this very paper, however lately it was given for something else.
 */
export async function signWithPassword(
  req: GuardedRequest,
  password: string | undefined,
): Promise<FormErrors | undefined> {
  if (!password) return { confirmPassword: { key: 'platform.required', values: {} } };
  if (!(await isPasswordOf(req.actor.id, password, originOf(req)))) {
    return { confirmPassword: { key: 'accounts.passwordWrong', values: {} } };
  }
  req.session.confirmedAt = now().getTime();
  await saveSession(req);
  return undefined;
}
