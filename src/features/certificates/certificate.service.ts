/** Reading certificates. */
import mongoose, { type QueryFilter, type Types } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { CertificateModel, type CertificateRecord, type Supersession } from './certificate.model.ts';
import type { RevocationReason } from './revocation.rules.ts';
import { type CertificateState, certificateStates } from './standing.rules.ts';

type Ids = 'case' | 'enrolment' | 'account' | 'cohort' | 'programme' | 'body' | 'file';
export type Certificate = Readonly<Omit<CertificateRecord, Ids> & { id: string } & { [Name in Ids]: string }>;
export type CertificateFilter = QueryFilter<CertificateRecord>;

export const plainCertificate = ({ _id, ...stored }: CertificateRecord & { _id: Types.ObjectId }): Certificate => ({
  ...stored,
  id: String(_id),
  case: String(stored.case),
  enrolment: String(stored.enrolment),
  account: String(stored.account),
  cohort: String(stored.cohort),
  programme: String(stored.programme),
  body: String(stored.body),
  file: String(stored.file),
});

export async function findCertificate(filter: CertificateFilter): Promise<Certificate | undefined> {
  const stored = await CertificateModel.findOne(filter).lean();
  return stored ? plainCertificate(stored) : undefined;
}

/** The latest certificate that the decision of a case led to: the one that took the place of all before it. */
export async function latestOfCase(caseId: string): Promise<Certificate | undefined> {
  const stored = await CertificateModel.findOne({ case: caseId }).sort({ edition: -1 }).lean();
  return stored ? plainCertificate(stored) : undefined;
}

/** The replacement that two people have agreed on and that is not issued yet. */
export function orderOn({ state, replacement }: Pick<Certificate, 'state' | 'replacement'>): Supersession | undefined {
  if (!certificateStates.is('valid', state) || !replacement) return undefined;
  const { approvedBy, approvedAt, ...asked } = replacement;
  return approvedBy === undefined || approvedAt === undefined ? undefined : { ...asked, approvedBy, approvedAt };
}

/** A person's certificates, the newest first; nobody has more than a few. */
export async function listCertificatesOf(accountId: string): Promise<Certificate[]> {
  const found = await CertificateModel.find({ account: accountId })
    .sort({ issuedAt: -1, edition: -1, _id: -1 })
    .limit(25)
    .lean();
  return found.map(plainCertificate);
}

/** Issued for the certification bodies that somebody serves. */
export const ofBodies = (bodies: readonly string[]): CertificateFilter => ({
  body: mongoose.trusted({ $in: [...bodies] }),
});

export type CertificateSummary = Readonly<{
  id: string;
  number: string;
  enrolment: string;
  /** As stored: `validUntil` tells whether it has expired since. */
  state: CertificateState;
  issuedAt: Date;
  validUntil: Date;
  /** Why it was revoked, as a class. */
  reason?: RevocationReason;
}>;

const summary = { number: 1, enrolment: 1, state: 1, issuedAt: 1, validUntil: 1, 'revocation.reason': 1 } as const;

type Summarised = Pick<CertificateRecord, 'number' | 'enrolment' | 'state' | 'issuedAt' | 'validUntil'> & {
  _id: Types.ObjectId;
  revocation?: { reason: RevocationReason };
};

const summarise = ({ _id, number, enrolment, state, issuedAt, validUntil, revocation }: Summarised) => ({
  id: String(_id),
  number,
  enrolment: String(enrolment),
  state,
  issuedAt,
  validUntil,
  ...(revocation ? { reason: revocation.reason } : {}),
});

/** The latest certificate of each of these enrolments; one that led to none is not in the map. */
export async function certificatesOf(enrolmentIds: readonly string[]): Promise<Map<string, CertificateSummary>> {
  const found = await CertificateModel.find({ enrolment: mongoose.trusted({ $in: enrolmentIds }) }, summary)
    .sort({ enrolment: 1, cycle: 1, edition: 1 })
    .lean();
  return new Map(found.map((stored) => [String(stored.enrolment), summarise(stored)]));
}

/** Those that stand as valid at that moment, as `standingOf` says of each: only they count towards anything. */
const validAt = (at: Date): CertificateFilter => ({
  ...certificateStates.where('valid'),
  validUntil: mongoose.trusted({ $not: { $lt: at } }),
});

/** How many people hold a certificate that is valid then: not revoked, not replaced, not expired. */
export const countHolders = async ({ programmes }: { programmes: readonly string[] }, at = now()): Promise<number> =>
  (await CertificateModel.distinct('account', { programme: mongoose.trusted({ $in: programmes }), ...validAt(at) }))
    .length;

/** The enrolments that led to a certificate which is valid then. */
export async function listCertifiedEnrolments(programmeId: string, at = now()): Promise<string[]> {
  return (await CertificateModel.distinct('enrolment', { programme: programmeId, ...validAt(at) })).map(String);
}

/** How many requests to revoke wait for a second person in these certification bodies. */
export const countRevocationRequests = (bodies: readonly string[]): Promise<number> =>
  CertificateModel.countDocuments({ ...ofBodies(bodies), 'request.at': mongoose.trusted({ $exists: true }) });

/** How many requests for a replacement wait for a second person in these certification bodies. */
export const countReplacementRequests = (bodies: readonly string[]): Promise<number> =>
  CertificateModel.countDocuments({ ...ofBodies(bodies), ...replacementAsked() });

/** Asked for and not decided. */
export const replacementAsked = (): CertificateFilter => ({
  'replacement.at': mongoose.trusted({ $exists: true }),
  'replacement.approvedAt': mongoose.trusted({ $exists: false }),
});
