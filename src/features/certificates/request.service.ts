/** What requests about a certificate have in common, whether it shall be revoked or replaced. */
import type { ClientSession, UpdateQuery } from 'mongoose';
import { Conflict } from '../../platform/errors.ts';
import { listAccountsWithRole } from '../accounts/index.ts';
import {
  CertificateModel,
  type CertificateRecord,
  type ClosedReplacement,
  type Replacement,
} from './certificate.model.ts';
import { type Certificate, type CertificateFilter, plainCertificate } from './certificate.service.ts';
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

type Changed = Readonly<{ before: CertificateRecord; changed: CertificateRecord; certificate: Certificate }>;

/**
 * Changes the one certificate that is as the filter says, by what it holds, and gives it as it was and as it is. Throws
 * Conflict when there is none (any more).
 */
export async function changeCertificate(
  filter: CertificateFilter,
  update: (stored: CertificateRecord) => UpdateQuery<CertificateRecord>,
  session: ClientSession,
): Promise<Changed> {
  const before = await CertificateModel.findOne(filter).session(session).lean();
  if (!before) throw new Conflict('certificates.changedMeanwhile');
  const changed = await CertificateModel.findOneAndUpdate(filter, update(before), {
    session,
    returnDocument: 'after',
  }).lean();
  if (!changed) throw new Conflict('certificates.changedMeanwhile');
  return { before, changed, certificate: plainCertificate(changed) };
}
