/** What a page shows of a form that it cannot show itself: the texts to copy, and all fields to send once more. */
import { readableTexts } from './sent-form.rules.ts';
import type { SentForm } from './sent-form.ts';

export type Written = Readonly<{
  action: string;
  texts: readonly string[];
  /** Of every field as it was sent, but passwords and codes. */
  fields: readonly (readonly [name: string, value: string])[];
  hasFiles: boolean;
}>;

export const writtenIn = ({ action, values, hasFiles }: SentForm): Written => ({
  action,
  texts: readableTexts(values),
  fields: Object.entries(values).flatMap(([name, all]) => [all].flat().map((value) => [name, value] as const)),
  hasFiles,
});
