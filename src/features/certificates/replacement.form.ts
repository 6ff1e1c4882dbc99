import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword } from '../accounts/index.ts';
import { noteMax } from './register.form.ts';
import { type ReplacementReason, replacementReasons } from './replacement.rules.ts';

/** A reason that nothing bears out is refused beside its field. */
export const replacementForm = (founded: readonly ReplacementReason[]) =>
  z
    .strictObject({
      reason: field.choice(replacementReasons),
      note: field.text(noteMax),
      confirmPassword: confirmPassword(),
    })
    .superRefine(({ reason }, context) => {
      if (founded.includes(reason)) return;
      context.addIssue({ code: 'custom', path: ['reason'], ...problem('certificates.reasonUnfounded') });
    });

/** `seen` says which request was on the page. */
export const withdrawalForm = z.strictObject({ seen: z.iso.datetime() });
