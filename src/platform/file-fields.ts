/** The kinds of field that files written by people have in common. */
import { z } from 'zod';
import { languages } from './i18n.ts';
import { findUnprintable, printable } from './pdf/printable.ts';

export const text = z.string().trim().min(1, 'is empty');

/** Stands on certificates. */
const printed = text.overwrite(printable).superRefine((words, context) => {
  const message = `holds ${findUnprintable(words).join(' ')}, which no font of a certificate draws`;
  if (findUnprintable(words).length > 0) context.addIssue({ code: 'custom', message });
});

/** The name of a folder or file, as addresses carry it. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and hyphens');

export const bilingual = z.strictObject({ id: text, en: text });
export const printedBilingual = z.strictObject({ id: printed, en: printed });
export const language = z.enum(languages);

/** The day a fact was checked, such as "2026-11-21". */
export const day = z.iso.date('expected a date such as "2026-11-21"');

export const percent = z.number().min(0).max(100);
export const count = z.number().int().min(1);

/** A list whose items differ in `name`; the problem stands at the item that repeats an earlier one. */
export function listOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .array(item)
    .min(1, 'is empty')
    .superRefine((items, context) => {
      const values = items.map((one) => (one as Record<string, unknown>)[name]);
      values.forEach((value, index) => {
        if (values.indexOf(value) === index) return;
        context.addIssue({ code: 'custom', path: [index, name], message: `${String(value)} stands here twice` });
      });
    });
}

export const distinct = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1, 'is empty')
    .refine((items) => new Set(items).size === items.length, 'names something twice');
