import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword, emailField, nameField } from '../accounts/index.ts';
import { isStaffRole, staffRoles } from './staff.rules.ts';

export const inviteForm = z.strictObject({
  name: nameField(),
  email: emailField(),
  role: field.choice(staffRoles),
  confirmPassword: confirmPassword(),
});

const severalRoles = () =>
  field
    .several()
    .refine((given) => given.every(isStaffRole), problem('platform.chooseOne'))
    .transform((given) => given.filter(isStaffRole));

/** The boxes as they were sent, and as the page had shown them: only what was changed here is changed. */
export const rolesForm = z.strictObject({
  roles: severalRoles(),
  seen: severalRoles(),
  confirmPassword: confirmPassword(),
});
