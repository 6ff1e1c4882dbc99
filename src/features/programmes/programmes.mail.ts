/** The letters to people who work for a cohort, when their roles change. */
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Letters } from '../accounts/index.ts';
import type { StaffRole } from './staff.rules.ts';

export const letters = {
  rolesGiven:
    (roles: readonly StaffRole[], cohort: string) =>
    ({ t }) => ({
      subject: t('programmes.mailGivenSubject', { cohort }),
      text: t('programmes.mailGiven', { cohort, roles: roles.map((role) => t(`accounts.role.${role}`)).join(', ') }),
      path: shellPaths.home(),
    }),

  rolesTaken:
    (roles: readonly StaffRole[], cohort: string) =>
    ({ t }) => ({
      subject: t('programmes.mailTakenSubject', { cohort }),
      text: t('programmes.mailTaken', { cohort, roles: roles.map((role) => t(`accounts.role.${role}`)).join(', ') }),
      path: shellPaths.home(),
    }),
} satisfies Letters;
