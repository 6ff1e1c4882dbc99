/** What a page accepts: one schema a form, and a plain object out of it. */
import { z } from 'zod';
import { BadRequest } from './errors.ts';
import type { StringKey, Values } from './i18n.ts';
import { findUnprintable, printable } from './pdf/printable.ts';
import { cleanText, fits, plainLine } from './text.rules.ts';

export type FormProblem = { key: StringKey; values: Values };
/** The first problem of each field, by the field's name. */
export type FormErrors = Readonly<Record<string, FormProblem>>;
export type FormValues = Readonly<Record<string, string | string[]>>;
export type FormResult<T> = { ok: true; value: T } | { ok: false; values: FormValues; errors: FormErrors };

/** A problem with values in its sentence, for zod's `refine` and `addIssue`. */
export const problem = (key: StringKey, values: Values = {}) => ({ message: key, params: { ...values } });

/** Typed so that a message that is no string of ours does not compile. */
const say = (key: StringKey): string => key;

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;

const optional = (max: number) =>
  z
    .string()
    .default('')
    .refine((text) => fits(text, max), problem('platform.tooLong', { max }))
    .transform(cleanText);

const required = (max: number) =>
  z
    .string({ error: say('platform.required') })
    .refine((text) => fits(text, max), { ...problem('platform.tooLong', { max }), abort: true })
    .overwrite(cleanText)
    .min(1, say('platform.required'));

/** Names the first characters that no document can show. */
export const unprintableProblem = (characters: readonly string[]): FormProblem => {
  const named = characters.slice(0, 5);
  return { key: 'platform.unprintable', values: { characters: named.join(' '), count: named.length } };
};

/** Says which characters no document could show, and that the text is too long once it is written with others. */
function checkPrinted(text: string, max: number, context: z.RefinementCtx<string>): void {
  const unprintable = findUnprintable(text);
  if (unprintable.length > 0) {
    const { key, values } = unprintableProblem(unprintable);
    context.addIssue({ code: 'custom', ...problem(key, values) });
  } else if (text.length > max) context.addIssue({ code: 'custom', ...problem('platform.tooLong', { max }) });
}

/** Fields as a browser sends them: always strings, '' when left empty, absent when a box is unchecked. */
export const field = {
  /** Prose as it is kept: see text.rules.ts. `max` is the maxlength of its field, counted as the browser counts. */
  text: required,
  optionalText: optional,
  /** One line that a document prints: written with what the bundled fonts have, and refused where they lack a character. */
  printed: (max: number) =>
    required(max)
      .overwrite(printable)
      .superRefine((text, context) => checkPrinted(text, max, context)),
  optionalPrinted: (max: number) =>
    optional(max)
      .transform(printable)
      .superRefine((text, context) => checkPrinted(text, max, context)),
  /** One line read by its characters alone, such as a number or a code: dashes, digits and letters as on a keyboard. */
  plain: (max: number) => required(max).overwrite(plainLine),
  /** A whole number between two bounds; 1.250, 1 250 and 1250 are the same number. */
  whole: (min: number, max: number) =>
    required(20)
      .overwrite(plainLine)
      .transform((text) =>
        /^\d{1,3}([. ]\d{3})+$|^\d+$/.test(text) ? Number(text.replaceAll(/[. ]/g, '')) : Number.NaN,
      )
      .refine((value) => value >= min && value <= max, problem('platform.numberBetween', { min, max })),
  choice: <const Options extends readonly [string, ...string[]]>(options: Options) =>
    z.enum(options, { error: say('platform.chooseOne') }),
  checkbox: () =>
    z
      .literal('on')
      .optional()
      .transform((value) => value === 'on'),
  /** A box that has to be ticked, such as a declaration. */
  agreement: () => z.literal('on', { error: say('platform.mustAgree') }).transform(() => true as const),
  id: () => z.string().regex(/^[0-9a-f]{24}$/, say('platform.chooseOne')),
  /** 2026-11-21, as a date input sends it. */
  day: () =>
    z
      .string({ error: say('platform.dateExpected') })
      .max(40, { error: say('platform.dateExpected'), abort: true })
      .overwrite(plainLine)
      .refine(isDay, problem('platform.dateExpected')),
  /** 09:30 */
  timeOfDay: () =>
    z
      .string({ error: say('platform.timeExpected') })
      .max(40, { error: say('platform.timeExpected'), abort: true })
      .overwrite(plainLine)
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('platform.timeExpected')),
  /** A browser sends nothing for no box ticked, a string for one, a list for several. */
  several: () =>
    z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value) => [value ?? []].flat()),
  /**
   * Exactly as typed: a password, whose every sign counts as it did when it was chosen, or a value that the page itself
   * carries and that is compared with what is stored.
   */
  unchanged: (max: number) => z.string().max(max),
  /** What a list is searched for; '' for everything. */
  search: (max: number) =>
    z
      .string()
      .default('')
      .transform((text) => plainLine(text).slice(0, max)),
  /** The number of a list's page, from 1. */
  page: () => z.coerce.number().int().min(1).max(10_000).default(1),
};

/** Fields that every form of ours carries and that no schema names. */
const carried = new Set(['_csrf']);

/**
 * Reads a submitted form. On failure the values typed and the first error of each field go back to the page.
 * A field that the form does not have is no mistake of a person, so it is a bad request.
 */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): FormResult<T> {
  const values = typedValues(body);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };

  const errors: Record<string, FormProblem> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') throw new BadRequest('platform.unknownField');
    errors[issue.path.join('.')] ??= {
      key: issue.message as StringKey,
      values: issue.code === 'custom' ? (issue.params ?? {}) : {},
    };
  }
  return { ok: false, values, errors };
}

/**
 * For a form with several buttons, of which each is about some of its fields: reads those, and what goes back to the page is
 * everything. `others` are the schemas of the other buttons.
 */
export function readPart<T>(
  schema: z.ZodType<T> & Pick<z.ZodObject, 'shape'>,
  others: readonly z.ZodObject[],
  body: unknown,
): FormResult<T> {
  const values = typedValues(body);
  const isOthers = (name: string) => !(name in schema.shape) && others.some(({ shape }) => name in shape);
  const own = Object.entries(values).filter(([name]) => !isOthers(name));
  const form = readForm(schema, Object.fromEntries(own));
  return form.ok ? form : { ...form, values };
}

/** Reads the query of a list page; what does not fit falls back to the schema's defaults. */
export function readQuery<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(typedValues(query));
  return parsed.success ? parsed.data : schema.parse({});
}

/** The body as text fields by name, without what every form carries: nothing else can come from a form. */
export function typedValues(body: unknown): FormValues {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).filter(([name]) => !carried.has(name));
  const isText = (value: unknown) => typeof value === 'string';
  if (!entries.every(([, value]) => isText(value) || (Array.isArray(value) && value.every(isText)))) {
    throw new BadRequest('platform.unknownField');
  }
  return Object.fromEntries(entries) as FormValues;
}
