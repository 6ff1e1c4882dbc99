/** What types of question have in common in reading a form and finding a choice by its name. Pure. */
import { field, problem } from '../../platform/forms.ts';
import { must } from '../../platform/must.ts';
import { cleanLine, fits } from '../../platform/text.rules.ts';
import type { DrawnChoice, NamedChoice } from './question-type.ts';

export const choiceOf = (drawn: readonly DrawnChoice[], id: string | undefined): string | undefined =>
  drawn.find((one) => one.id === id)?.choice;

export const nameOf = (drawn: readonly DrawnChoice[], wanted: string | undefined): string =>
  must(
    drawn.find(({ choice }) => choice === wanted),
    `the choice ${wanted}`,
  ).id;

export const textOf = (named: readonly NamedChoice[], id: string | undefined): string =>
  named.find((one) => one.id === id)?.text ?? '–';

export const areDifferent = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** Some of the choices, at most `most` of them and none twice. */
export function someOf(drawn: readonly DrawnChoice[], most: number) {
  const names = new Set(drawn.map(({ id }) => id));
  const areKnown = (given: readonly string[]) => areDifferent(given) && given.every((one) => names.has(one));
  return field.several().refine((given) => given.length <= most && areKnown(given), problem('platform.chooseOne'));
}

/** A select for each part, '' where nothing is chosen yet. */
export const oneForEach = (parts: number, known: readonly string[]) =>
  field
    .several()
    .refine((texts) => texts.length === parts || texts.length === 0, problem('platform.chooseOne'))
    .refine((texts) => texts.every((text) => text === '' || known.includes(text)), problem('platform.chooseOne'))
    .transform((texts) => (texts.some((text) => text !== '') ? texts : []));

/** One line of text, or none. */
export const oneLine = (max: number) =>
  field
    .several()
    .refine(
      (texts) => texts.length <= 1 && texts.every((text) => fits(text, max)),
      problem('platform.tooLong', { max }),
    )
    .transform((texts) => texts.map(cleanLine).filter((text) => text !== ''));
