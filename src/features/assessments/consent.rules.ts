/** FR.AK.01: which statements are signed, and FR.AK.01's sibling, the declaration of an assessor who accepts a case. */

/** Recorded with each signature. A change of the wording is a new version. */
export const consentVersion = 'FR.AK.01/2026-1';
export const declarationVersion = 'COI/2026-1';

/** Statements as the strings number them. */
export const candidateStatements = [1, 2, 3, 4] as const;
export const assessorStatements = [1, 2, 3] as const;
export const conflictStatements = [1, 2, 3, 4] as const;

export const declineKinds = ['conflict', 'time', 'scope', 'other'] as const;
/** An offer that lapses counts as declined, with a kind of its own. */
export type DeclineKind = (typeof declineKinds)[number] | 'unanswered';
