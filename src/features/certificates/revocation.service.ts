/** Taking a certificate away: one person asks, another decides. The frozen PDF stays stored. */
import mongoose, { type ClientSession, type UpdateQuery } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { tell } from '../../platform/moves.ts';
import { must } from '../../platform/must.ts';
import { writeTo, writeToAll } from '../accounts/index.ts';
import type { CertificateRecord, Replacement, RevocationRequest } from './certificate.model.ts';
import type { Certificate, CertificateFilter } from './certificate.service.ts';
import { letters } from './certificates.mail.ts';
import { releaseHeld } from './held.service.ts';
import { changeCertificate, closed, listSecondPeople } from './request.service.ts';
import type { RevocationReason } from './revocation.rules.ts';
import { certificateStates } from './standing.rules.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'certificate.revoked': {
      certificate: string;
      case: string;
      enrolment: string;
      account: string;
      validUntil: string;
    };
  }
}

type Grounds = Readonly<{ reason: RevocationReason; note: string }>;

/** Asks for it to be revoked. Throws Conflict when somebody has asked already, or it is not valid any more. */
export const requestRevocation = (id: string, { reason, note }: Grounds, by: string, now: Date): Promise<Certificate> =>
  change(
    { _id: id, ...certificateStates.before('requestRevocation'), request: mongoose.trusted({ $exists: false }) },
    () => ({ $set: { request: { reason, note, by, at: now } } }),
    { by, action: 'certificates.requestRevocation', reason },
  );

export type RevocationDecision = Readonly<{ isApproved: boolean; note: string }>;

/**
 * Decides the request that was made at `seen`. Throws Conflict when it has been decided or replaced since, or when the
 * person who decides is the one who asked.
 */
export function decideRevocation(
  id: string,
  seen: Date,
  { isApproved, note }: RevocationDecision,
  by: string,
  now: Date,
): Promise<Certificate> {
  const waiting = {
    _id: id,
    ...(isApproved ? certificateStates.before('revoke') : certificateStates.before('refuseRevocation')),
    'request.at': seen,
    'request.by': mongoose.trusted({ $ne: by }),
  };
  return change(
    waiting,
    (before) => {
      const request = must(before.request, 'the request to revoke');
      return isApproved
        ? revoke(request, before.replacement, by, now)
        : {
            $push: { refusals: { ...request, refusedBy: by, refusedAt: now, refusalNote: note } },
            $unset: { request: 1 },
          };
    },
    { by, action: isApproved ? 'certificates.revoke' : 'certificates.refuseRevocation' },
  );
}

/** A replacement that was asked for or ordered goes with it: there is nothing left whose place it could take. */
function revoke(
  request: RevocationRequest,
  replacement: Replacement | undefined,
  by: string,
  at: Date,
): UpdateQuery<CertificateRecord> {
  const revoked = { ...certificateStates.after('revoke'), revocation: { ...request, approvedBy: by, approvedAt: at } };
  if (!replacement) return { $set: revoked, $unset: { request: 1 } };
  return {
    $set: revoked,
    $push: { closedReplacements: closed(replacement, 'revoked', by, at) },
    $unset: { request: 1, replacement: 1 },
  };
}

type Deed = Readonly<{ by: string; action: string; reason?: RevocationReason }>;

function change(
  filter: CertificateFilter,
  update: (stored: CertificateRecord) => UpdateQuery<CertificateRecord>,
  { by, action, reason }: Deed,
): Promise<Certificate> {
  return transaction(async (session) => {
    const { before, changed, certificate } = await changeCertificate(filter, update, session);
    const { id, number, case: caseId, enrolment, account, revocation, validUntil } = certificate;
    const why = reason ?? revocation?.reason;
    const detail = { number, ...(why ? { reason: why } : {}) };
    const target = { kind: 'certificate', id };
    await recordAudit({ actor: by, action, target, before, after: changed, detail }, session);
    if (revocation) {
      const news = { certificate: id, case: caseId, enrolment, account, validUntil: validUntil.toISOString() };
      await tell(certificateStates, 'revoke', news, session);
      if (before.replacement) await releaseHeld(caseId, session);
    }
    await tellPeople(before, certificate, by, session);
    return certificate;
  });
}

/** The second person learns that a request waits, whoever asked learns what became of it, and the holder of a revocation. */
async function tellPeople(
  before: CertificateRecord,
  certificate: Certificate,
  by: string,
  session: ClientSession,
): Promise<void> {
  const { account, body, request, revocation } = certificate;
  if (request && !before.request) {
    const others = await listSecondPeople({ account, body }, by);
    return writeToAll(others, letters.revocationWaits(certificate), session);
  }
  if (revocation) await writeTo(account, letters.revoked({ ...certificate, revocation }), session);
  if (revocation && before.replacement)
    await writeTo(before.replacement.by, letters.replacementOvertaken(certificate), session);
  if (before.request === undefined) return;
  const answer = revocation ? letters.revocationDone(certificate) : letters.revocationRefused(certificate);
  await writeTo(before.request.by, answer, session);
}
