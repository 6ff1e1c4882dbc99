/** The shape of courses/schemes/<scheme>.yaml: the competency units somebody is certified against. */
import { z } from 'zod';
import { bilingual, count, day, listOf, printedBilingual, slug, text, unitCode } from './field.content.ts';

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
