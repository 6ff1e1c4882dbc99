import { z } from 'zod';
import { field } from '../../platform/forms.ts';
import { setAsideKinds } from './set-aside.rules.ts';

export const overrideForm = z.strictObject({ assessor: field.id(), reason: field.text(1000) });

/** `fingerprint` is that of the recommendation which the page showed. */
export const setAsideForm = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  kind: field.choice(setAsideKinds),
  reason: field.text(1000),
});

/** The tabs of the managers' list, each a set of states. */
export const caseFilters = ['menunggu', 'berjalan', 'pleno', 'diputus'] as const;
export type CaseFilterName = (typeof caseFilters)[number];

export const pageQuery = z.object({ halaman: field.page() });

export const casesQuery = pageQuery.extend({ keadaan: z.enum(caseFilters).default('menunggu') });
