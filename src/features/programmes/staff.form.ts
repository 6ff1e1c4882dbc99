import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword, emailField, nameField } from '../accounts/index.ts';
import { type StaffRole, staffRoles } from './staff.rules.ts';

const someOf = (given: readonly StaffRole[]) =>
  field
    .several()
    .refine((chosen) => chosen.every((role) => given.some((one) => one === role)), problem('platform.chooseOne'))
    .transform((chosen) => given.filter((role) => chosen.includes(role)));

/** `given` are the roles that the inviter gives: no form offers or takes another. */
export const inviteForm = (given: readonly StaffRole[]) =>
  z.strictObject({
    name: nameField(),
    email: emailField(),
    role: field.choice(staffRoles).refine((role) => given.includes(role), problem('platform.chooseOne')),
    confirmPassword: confirmPassword(),
  });

/** The boxes as they were sent, and as the page had shown them: only what was changed here is changed. */
export const rolesForm = (given: readonly StaffRole[]) =>
  z.strictObject({
    roles: someOf(given),
    seen: someOf(given),
    confirmPassword: confirmPassword(),
  });
