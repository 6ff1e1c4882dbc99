/**
 * What a person agrees to when making an account is the string accounts.consentText in the language shown. The version
 * changes with any change of those words, so that a record tells exactly what was agreed to.
 */
export const consentVersion = '2026-11';
