/** The shape of courses/schemes/<scheme>.yaml: the competency units somebody is certified against. */
import { z } from 'zod';
import { bilingual, count, day, listOf, printedBilingual, slug, text } from '../../platform/file-fields.ts';

/** A competency unit's code in SKKNI, such as "G.46PEI01.001.2". */
export const unitCode = z
  .string()
  .regex(/^[A-Z]\.\d{2}[A-Z0-9]{3}\d{2}\.\d{3}\.\d$/, 'expected a unit code such as "G.46PEI01.001.2"');

/** Wording that is not the text of the standard says so. */
const status = z.enum(['official', 'draft_local']);

const performanceCriterion = z.strictObject({ id: text, text, status });
const element = z.strictObject({ id: text, title: text, status, criteria: listOf(performanceCriterion, 'id') });
const unit = z.strictObject({ key: text, code: unitCode, title: printedBilingual, elements: listOf(element, 'id') });

export const schemeFile = z.strictObject({
  slug,
  title: printedBilingual,
  type: z.enum(['cluster', 'occupation', 'qualification']),
  source: text,
  verified_at: day,
  validity_years: count,
  requirements: z.array(bilingual).min(1),
  notice: bilingual,
  units: listOf(unit, 'code'),
});
export type SchemeFile = z.infer<typeof schemeFile>;
