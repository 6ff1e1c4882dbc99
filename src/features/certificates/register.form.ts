import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';
import { confirmPassword } from '../accounts/index.ts';
import { revocationReasons } from './revocation.rules.ts';

export const noteMax = 1000;

/** What a manager may have the list show, as its address names it. */
export const registerFilters = ['semua', 'diminta', 'diganti'] as const;

export const registerQuery = z
  .object({ cari: field.search(100), tampil: z.enum(registerFilters).default('semua'), ...pageField })
  .transform((asked) => ({ search: asked.cari, filter: asked.tampil, ...pageNumberOf(asked) }));
export type RegisterQuery = z.infer<typeof registerQuery>;

export const requestForm = z.strictObject({
  reason: field.choice(revocationReasons),
  note: field.text(noteMax),
  confirmPassword: confirmPassword(),
});

/** `seen` is the moment of the request that was on the page, so that nobody approves another one than they read. */
export const decisionForm = z
  .strictObject({
    seen: z.iso.datetime(),
    decision: field.choice(['approve', 'refuse']),
    note: field.optionalText(noteMax),
    confirmPassword: confirmPassword(),
  })
  .superRefine(({ decision, note }, context) => {
    if (decision === 'refuse' && note === '') {
      context.addIssue({ code: 'custom', path: ['note'], ...problem('certificates.refusalNeedsNote') });
    }
  });
