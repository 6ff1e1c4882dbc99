import { z } from 'zod';
import { field } from '../../platform/forms.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';

export const overrideForm = z.strictObject({ assessor: field.id(), reason: field.text(1000) });

/** The tabs of the managers' list, each a set of states. */
export const caseFilters = ['menunggu', 'berjalan', 'pleno', 'diputus'] as const;
export type CaseFilterName = (typeof caseFilters)[number];

export const casesQuery = z
  .object({ keadaan: z.enum(caseFilters).default('menunggu'), ...pageField })
  .transform((asked) => ({ filter: asked.keadaan, ...pageNumberOf(asked) }));
