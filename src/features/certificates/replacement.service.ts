/** A certificate that was issued in error: one person asks for a corrected one, another decides, then the job issues it. */
import mongoose, { type ClientSession, type UpdateQuery } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import { writeTo, writeToAll } from '../accounts/index.ts';
import { findParticulars, type Particulars } from '../assessments/index.ts';
import { type CertificateRecord } from './certificate.model.ts';
import { type Certificate, type CertificateFilter, findCertificate } from './certificate.service.ts';
import { letters } from './certificates.mail.ts';
import { enqueueIssue } from './held.service.ts';
import { preview } from './paper.service.ts';
import { draftReplacement } from './plan.service.ts';
import { type Change, findChanges, findObstacle, foundedReasons, type ReplacementReason } from './replacement.rules.ts';
import { changeCertificate, closed, listSecondPeople } from './request.service.ts';
import { certificateStates } from './standing.rules.ts';

/** What a replacement would say otherwise if it were asked for now. */
export async function findCorrections(certificate: Certificate, now: Date): Promise<Change[]> {
  const particulars = await findParticulars(certificate, now);
  return particulars ? changesBy(certificate, particulars, now) : [];
}

/** What the paper would say otherwise with these particulars. */
export const changesBy = async (certificate: Certificate, particulars: Particulars, now: Date): Promise<Change[]> =>
  findChanges(certificate.snapshot, await preview(draftReplacement(certificate, particulars, now)));

type Grounds = Readonly<{ reason: ReplacementReason; note: string }>;

const absent = () => mongoose.trusted({ $exists: false });

/**
 * Asks for a new certificate that says what is true of people and bodies now; what it says is kept with the request. Throws
 * Conflict when this one cannot be replaced, when somebody has asked already, or when nothing bears out the reason.
 */
export async function requestReplacement(id: string, grounds: Grounds, by: string, now: Date): Promise<Certificate> {
  const certificate = await findUnhindered(id, now);
  const particulars = await findParticulars(certificate, now);
  const changes = particulars ? await changesBy(certificate, particulars, now) : [];
  if (!particulars || !foundedReasons(changes).includes(grounds.reason))
    throw new Conflict('certificates.reasonUnfounded');
  return change(
    { _id: id, ...unhindered(now), replacement: absent() },
    () => ({ $set: { replacement: { ...grounds, by, at: now, particulars } } }),
    { by, action: 'certificates.requestReplacement' },
    async (asked, session) => writeToAll(await listSecondPeople(asked, by), letters.replacementWaits(asked), session),
  );
}

export type ReplacementDecision = Readonly<{ isApproved: boolean; note: string }>;

/**
 * Decides the request that was made at `seen`: an approval orders the new certificate, and this one stands until that one is
 * issued. Throws Conflict when it has been decided or withdrawn since, when this one cannot be replaced any more, or when the
 * person who decides is the one who asked.
 */
export async function decideReplacement(
  id: string,
  seen: Date,
  { isApproved, note }: ReplacementDecision,
  by: string,
  now: Date,
): Promise<Certificate> {
  const waiting = { ...asked(id, seen), 'replacement.by': mongoose.trusted({ $ne: by }) };
  if (!isApproved) return close(waiting, 'refused', by, now, note);
  await findUnhindered(id, now);
  return change(
    { ...waiting, ...unhindered(now) },
    () => ({ $set: { 'replacement.approvedBy': by, 'replacement.approvedAt': now } }),
    { by, action: 'certificates.approveReplacement' },
    (ordered, session) => enqueueIssue(ordered.case, ordered.edition + 1, session),
  );
}

/** Whoever asked takes it back. Throws Conflict once it is decided. */
export const withdrawReplacement = (id: string, seen: Date, by: string, now: Date): Promise<Certificate> =>
  close({ ...asked(id, seen), 'replacement.by': by }, 'withdrawn', by, now);

/** Neither ended, nor about to be by a revocation that somebody has asked for. */
const unhindered = (now: Date): CertificateFilter => ({
  ...certificateStates.before('requestReplacement'),
  validUntil: mongoose.trusted({ $gte: now }),
  request: absent(),
});

/** The same for a reader: says what is in the way. */
async function findUnhindered(id: string, now: Date): Promise<Certificate> {
  const certificate = await findCertificate({ _id: id });
  if (!certificate) throw new Conflict('certificates.changedMeanwhile');
  const obstacle = findObstacle(certificate, now);
  if (obstacle) throw new Conflict(`certificates.cannotReplace.${obstacle}`);
  return certificate;
}

const asked = (id: string, seen: Date): CertificateFilter => ({
  _id: id,
  ...certificateStates.before('decideReplacement'),
  'replacement.at': seen,
  'replacement.approvedAt': absent(),
});

function close(
  filter: CertificateFilter,
  end: 'refused' | 'withdrawn',
  by: string,
  now: Date,
  note = '',
): Promise<Certificate> {
  return change(
    filter,
    ({ replacement }) => ({
      $push: { closedReplacements: closed(must(replacement, 'the request to replace'), end, by, now, note) },
      $unset: { replacement: 1 },
    }),
    { by, action: end === 'refused' ? 'certificates.refuseReplacement' : 'certificates.withdrawReplacement' },
    async (certificate, session, { replacement }) => {
      if (end === 'refused')
        await writeTo(must(replacement, 'the request to replace').by, letters.replacementRefused(certificate), session);
    },
  );
}

type Tell = (after: Certificate, session: ClientSession, before: CertificateRecord) => Promise<void>;

function change(
  filter: CertificateFilter,
  update: (stored: CertificateRecord) => UpdateQuery<CertificateRecord>,
  { by, action }: Readonly<{ by: string; action: string }>,
  tell: Tell,
): Promise<Certificate> {
  return transaction(async (session) => {
    const { before, changed, certificate } = await changeCertificate(filter, update, session);
    const { reason } = must(before.replacement ?? changed.replacement, 'the request to replace');
    const target = { kind: 'certificate', id: certificate.id };
    const detail = { number: certificate.number, reason };
    await recordAudit({ actor: by, action, target, before, after: changed, detail }, session);
    await tell(certificate, session, before);
    return certificate;
  });
}
