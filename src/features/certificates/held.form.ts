import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { makeDrawable } from './drawable.rules.ts';

export const spellingMax = 400;

/** Nothing but the button. */
export const retryForm = z.strictObject({});

const spelling = () =>
  field.text(spellingMax).superRefine((text, context) => {
    const { missing } = makeDrawable(text);
    if (missing.length === 0) return;
    context.addIssue({
      code: 'custom',
      ...problem('certificates.spellingUndrawable', { characters: missing.join(' ') }),
    });
  });

export const spellingName = (index: number): string => `ejaan-${index}`;

/** A field for each text that blocks; `seen` says which those were. */
export const spellingForm = (count: number) =>
  z.strictObject({
    seen: z.string(),
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [spellingName(index), spelling()])),
  }) as unknown as z.ZodType<{ seen: string } & Record<string, string>>;
