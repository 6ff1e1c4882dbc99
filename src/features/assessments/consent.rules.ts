/** FR.AK.01: which statements are signed, and FR.AK.01's sibling, the declaration of an assessor who accepts a case. */

/** Recorded with each signature. A change of the wording is a new version; what was signed before stays as it was worded. */
export const consentVersion = 'FR.AK.01/2026-2';
export const declarationVersion = 'COI/2026-1';

type Statements = Readonly<{ candidate: readonly (1 | 2 | 3 | 4 | 5)[]; assessor: readonly (1 | 2 | 3 | 4)[] }>;

/** Statements as the strings number them. The first wording spoke of a way to appeal that did not exist. */
const current: Statements = { candidate: [5, 2, 3, 4], assessor: [1, 2, 4] };
const versions: Readonly<Record<string, Statements>> = {
  'FR.AK.01/2026-1': { candidate: [1, 2, 3, 4], assessor: [1, 2, 3] },
  [consentVersion]: current,
};

/** What the two sign, or have signed: who signs second signs the words that the first one did. */
export const statementsOf = (version: string = consentVersion): Statements => versions[version] ?? current;

/** Statements as the strings number them. */
export const conflictStatements = [1, 2, 3, 4] as const;

export const declineKinds = ['conflict', 'time', 'scope', 'other'] as const;
/** An offer that lapses counts as declined, with a kind of its own. */
export type DeclineKind = (typeof declineKinds)[number] | 'unanswered';
