/** What the forms about an account accept. */
import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { languages, type StringKey } from '../../platform/i18n.ts';
import { plainLine } from '../../platform/text.rules.ts';
import { consentVersion } from './consent.rules.ts';
import { type Reading, readContact, readEmail, readKnownContact, readName, readPhone } from './contact.rules.ts';

/** A text field whose rule says what was meant by it, or what is wrong; empty is one of the things to be said. */
const typed = <T>(rule: (text: string) => Reading<T>) =>
  field.optionalText(300).transform((text, context): T => {
    const reading = rule(text);
    if (reading.ok) return reading.value;
    context.addIssue({ code: 'custom', ...problem(reading.problem.key, reading.problem.values) });
    return z.NEVER;
  });

export const nameField = () => typed(readName);
export const contactField = () => typed(readContact);
const knownContactField = () => typed(readKnownContact);
export const emailField = () => typed(readEmail);
export const phoneField = () => typed(readPhone);

const say = (key: StringKey): string => key;

/** Kept as typed: a space at either end belongs to a password. */
const password = () =>
  z
    .string({ error: say('accounts.passwordRequired') })
    .min(1, say('accounts.passwordRequired'))
    .max(1024, say('platform.passwordTooLong'));

/** Stays empty on most forms; read by partials/confirm-identity only when the password has to be given again. */
export const confirmPassword = () => field.unchanged(1024).optional();

/** The words that were shown; when they have changed since, the form is shown again with the new ones. */
const consent = {
  agreed: field.agreement(),
  consentVersion: z.literal(consentVersion, { error: say('accounts.consentChanged') }),
};

const returnPath = () => field.unchanged(1000).default('');

export const signUpForm = z.strictObject({
  name: nameField(),
  contact: contactField(),
  password: password(),
  kembali: returnPath(),
  ...consent,
});
export const signInForm = z.strictObject({ contact: knownContactField(), password: password(), kembali: returnPath() });
export const codeForm = z.strictObject({
  code: field.optionalText(40).transform(plainLine).refine(Boolean, problem('accounts.codeRequired')),
});
export const newFactorForm = codeForm.extend({ confirmPassword: confirmPassword() });
export const forgottenForm = z.strictObject({ contact: knownContactField() });
export const newPasswordForm = z.strictObject({ password: password() });
export const changePasswordForm = z.strictObject({ current: password(), password: password() });
export const nameForm = z.strictObject({
  name: nameField(),
  seen: field.unchanged(300),
  confirmPassword: confirmPassword(),
});
export const newEmailForm = z.strictObject({ email: emailField(), current: password() });
export const newPhoneForm = z.strictObject({ phone: phoneField(), current: password() });
export const endSessionForm = z.strictObject({ session: field.id() });
export const languageForm = z.strictObject({ language: field.choice(languages) });
export const newcomerForm = z.strictObject({ name: nameField(), password: password(), ...consent });
export const setupForm = z.strictObject({ name: nameField(), email: emailField(), password: password() });
export const confirmForm = z.strictObject({ confirmPassword: confirmPassword() });
export const emptyForm = z.strictObject({});
