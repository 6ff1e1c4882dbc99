import { z } from 'zod';
import { problem } from '../../platform/forms.ts';
import type { ReadinessItem } from '../courses/index.ts';
import type { Levels } from './phase.rules.ts';

/** Each item asks for one of its levels. */
export function readinessForm(items: readonly ReadinessItem[]): z.ZodType<Levels> {
  const fields = items.map(({ id, levels }) => {
    const values = new Set(levels.map((_level, index) => String(index)));
    const level = z
      .string()
      .optional()
      .refine((value) => values.has(value ?? ''), problem('platform.chooseOne'));
    return [id, level.transform(Number)] as const;
  });
  const schema: unknown = z.strictObject(Object.fromEntries(fields));
  return schema as z.ZodType<Levels>;
}
