import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { fromWib } from '../../platform/format.ts';
import type { BodyRecord, Signatory } from './body.model.ts';
import { findCity } from './region.rules.ts';

/** Two people sign at most: a certificate has room for no more. */
export const bodyForm = z
  .strictObject({
    name: field.printed(120),
    city: z.string().refine((code) => findCity(code) !== undefined, problem('platform.chooseOne')),
    panelMinimum: field.whole(3, 15),
    licenceNumber: field.optionalPrinted(60),
    licenceUntil: z.union([z.literal(''), field.day()]).default(''),
    firstName: field.printed(100),
    firstRoleId: field.printed(80),
    firstRoleEn: field.printed(80),
    secondName: field.optionalPrinted(100),
    secondRoleId: field.optionalPrinted(80),
    secondRoleEn: field.optionalPrinted(80),
  })
  .superRefine((form, context) => {
    const require = (name: string) =>
      context.addIssue({ code: 'custom', path: [name], ...problem('platform.required') });
    if (form.licenceNumber && !form.licenceUntil) require('licenceUntil');
    if (form.licenceUntil && !form.licenceNumber) require('licenceNumber');
    if (form.secondName && !form.secondRoleId) require('secondRoleId');
    if (form.secondName && !form.secondRoleEn) require('secondRoleEn');
  });
export type BodyForm = z.infer<typeof bodyForm>;

export const bodyFrom = (form: BodyForm): BodyRecord => ({
  name: form.name,
  city: form.city,
  panelMinimum: form.panelMinimum,
  signatories: signatoriesIn(form),
  ...(form.licenceNumber
    ? { licence: { number: form.licenceNumber, validUntil: fromWib(form.licenceUntil, '23:59') } }
    : {}),
});

const signatoriesIn = (form: BodyForm): Signatory[] => [
  { name: form.firstName, role: { id: form.firstRoleId, en: form.firstRoleEn } },
  ...(form.secondName ? [{ name: form.secondName, role: { id: form.secondRoleId, en: form.secondRoleEn } }] : []),
];
