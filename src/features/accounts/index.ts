/** Accounts: who people are to the system, how they prove it, and which roles they hold. */
import './strings.ts';

export * from './actor.rules.ts';
export { contactOf, createAccount, findPeople, findPerson, type Person } from './account.service.ts';
export { startAccounts } from './accounts.jobs.ts';
export { accountRoutes } from './accounts.routes.ts';
export { authentication } from './authentication.ts';
export { type Contact, type Reading, readKnownContact } from './contact.rules.ts';
export { confirmPassword, emailField, nameField } from './account.form.ts';
export { checkNib, checkNik, maskNib, maskNik } from './identifiers.rules.ts';
export { confirmIdentity, needsConfirmation, signWithPassword } from './identity.ts';
export { inviteStaff } from './invitation.service.ts';
export { correctName, holdNamesWhile } from './name.service.ts';
export { makeResetLink } from './password.service.ts';
export type { Compose, Letters, LetterStanding } from './letter.rules.ts';
export { areAllHeld, grantRole, listAccountsWhoEverHeld, listAccountsWithRole, revokeRole } from './role.service.ts';
export { resetSecondFactor, type SecondFactorReset } from './second-factor.service.ts';
export { lettersOf } from './session.ts';
export { createSetupLink } from './setup.service.ts';
export { reachOf, type Told, writeTo, writeToAll, writeToHolders } from './writing.service.ts';
export { accountPaths } from './accounts.paths.ts';
