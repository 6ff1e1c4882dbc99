/** What of a refused form may be kept and shown again. Pure. */
import type { FormValues } from '../forms.ts';

const secrets = new Set(['code', 'current']);

/** Passwords and one-time codes are typed again: they are kept nowhere, not even encrypted and for a minute. */
export const isNeverKept = (name: string): boolean => secrets.has(name) || /password|sandi/i.test(name);

const isMachineMade = (value: string) => /^(?:on|[0-9a-f]{24}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/.test(value);

/** What a person may want to copy: not the marks by which the page recognises its own state. */
export const readableTexts = (values: FormValues): string[] =>
  Object.values(values)
    .flat()
    .map((value) => value.replaceAll('\r\n', '\n'))
    .filter((value) => value.trim() !== '' && !isMachineMade(value));
