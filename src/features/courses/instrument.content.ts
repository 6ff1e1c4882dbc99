/** The shape of courses/instruments/<scheme>.yaml: what an assessor examines each unit with. Never for a learner. */
import { z } from 'zod';
import { bilingual, listOf, slug, text } from '../../platform/file-fields.ts';
import { unitCode } from './scheme.content.ts';

const item = { criterion: text };

const written = z
  .strictObject({
    ...item,
    question: text,
    options: listOf(z.strictObject({ id: text, text }), 'id'),
    key: text,
    why: text,
  })
  .refine(({ options, key }) => options.some(({ id }) => id === key), { path: ['key'], message: 'is no option' });

const unit = z.strictObject({
  unit: unitCode,
  observation: z.array(z.strictObject({ ...item, look_for: text })).min(1, 'is empty'),
  oral: z.array(z.strictObject({ ...item, question: text, expected: text })).min(1, 'is empty'),
  portfolio: z.array(z.strictObject({ ...item, evidence: text, check: text })).min(1, 'is empty'),
  written: z.array(written).min(1, 'is empty'),
});

export const instrumentsFile = z.strictObject({ scheme: slug, notice: bilingual, units: listOf(unit, 'unit') });
export type InstrumentsFile = z.infer<typeof instrumentsFile>;
