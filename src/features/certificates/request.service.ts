/** What requests about a certificate have in common, whether it shall be revoked or replaced. */
import { listAccountsWithRole } from '../accounts/index.ts';
import type { ClosedReplacement, Replacement } from './certificate.model.ts';
import type { ReplacementEnd } from './replacement.rules.ts';

/** Who may decide what somebody asked for: the others who serve the body, except the holder. */
export async function listSecondPeople(
  { account, body }: Readonly<{ account: string; body: string }>,
  asker: string,
): Promise<string[]> {
  const roles = await Promise.all(
    (['certification-manager', 'panel-member'] as const).map((role) => listAccountsWithRole(role, body)),
  );
  const others = roles.flat().filter(({ id }) => id !== asker && id !== account);
  return [...new Set(others.map(({ id }) => id))];
}

/** A request for a replacement as it is kept once it has come to nothing. */
export function closed(
  { reason, note, by, at, particulars }: Replacement,
  end: ReplacementEnd,
  closedBy: string,
  closedAt: Date,
  closingNote = '',
): ClosedReplacement {
  return { reason, note, by, at, particulars, end, closedBy, closedAt, closingNote };
}
