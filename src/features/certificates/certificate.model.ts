import type { Types } from 'mongoose';
import { fileId } from '../../platform/files/index.ts';
import { defineModel, part } from '../../platform/model.ts';
import {
  bilingual,
  date,
  flag,
  freeText,
  frozen,
  frozenId,
  id,
  number,
  oneOf,
  text,
} from '../../platform/stored-fields.ts';
import { type Particulars, particularsPart } from '../assessments/index.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import {
  type ReplacementEnd,
  replacementEnds,
  type ReplacementReason,
  replacementReasons,
} from './replacement.rules.ts';
import { type RevocationReason, revocationReasons } from './revocation.rules.ts';
import { certificateStates, type CertificateState } from './standing.rules.ts';

export type RevocationRequest = { reason: RevocationReason; note: string; by: string; at: Date };
export type Refusal = RevocationRequest & { refusedBy: string; refusedAt: Date; refusalNote: string };
export type Revocation = RevocationRequest & { approvedBy: string; approvedAt: Date };
/** `particulars` are what the new one is to say of people and bodies, as it stood when it was asked for. */
export type ReplacementRequest = {
  reason: ReplacementReason;
  note: string;
  by: string;
  at: Date;
  particulars: Particulars;
};
/** Asked for; once approved, the new certificate is ordered and this one stands until that one is there. */
export type Replacement = ReplacementRequest & { approvedBy?: string; approvedAt?: Date };
export type Supersession = ReplacementRequest & { approvedBy: string; approvedAt: Date };
export type ClosedReplacement = ReplacementRequest & {
  end: ReplacementEnd;
  closedBy: string;
  closedAt: Date;
  closingNote: string;
};
/** Whose key signed the PDF, and whether a recognised certification provider vouches for it. */
export type SignatureRecord = { signerName: string; fingerprint: string; isCertified: boolean };

export type CertificateRecord = {
  number: string;
  code: string;
  case: Types.ObjectId;
  enrolment: Types.ObjectId;
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  programme: Types.ObjectId;
  body: Types.ObjectId;
  /** The version of the scheme, and which assessment of this enrolment led here. */
  scheme: string;
  cycle: number;
  /** 1 for what the decision led to, one more for each that took the place of another. */
  edition: number;
  /** Number of the certificate whose place this one took. */
  supersedes?: string;
  /** Number of the minute in which the panel decided. */
  minuteNumber: string;
  /** The holder's name in small letters without marks, for the register's search. */
  searchName: string;
  /** Everything that was printed, as it stood at issue. */
  snapshot: CertificateSnapshot;
  /** The frozen PDF, and its SHA-256 in hexadecimal. */
  file: Types.ObjectId;
  sha256: string;
  signature: SignatureRecord;
  issuedAt: Date;
  validUntil: Date;
  state: CertificateState;
  /** Number of the certificate that takes the place of a superseded one. */
  supersededBy?: string;
  isNameHidden: boolean;
  request?: RevocationRequest;
  refusals: Refusal[];
  revocation?: Revocation;
  replacement?: Replacement;
  closedReplacements: ClosedReplacement[];
  supersession?: Supersession;
};

/** What was printed and signed is never written again. */

const snapshotPart = part<CertificateSnapshot>({
  number: text,
  code: text,
  holderName: text,
  programmeName: text,
  schemeTitle: bilingual,
  units: [part({ code: text, title: bilingual })],
  schoolName: text,
  issuerName: text,
  city: text,
  decidedOn: date,
  issuedOn: date,
  validUntil: date,
  signatories: [part({ name: text, role: bilingual })],
  verifyUrl: text,
  statement: bilingual,
});

const request = { reason: oneOf(revocationReasons), note: text, by: text, at: date };

const replacement = {
  ...request,
  reason: oneOf(replacementReasons),
  particulars: { type: particularsPart, required: true },
};

export const CertificateModel = defineModel<CertificateRecord>(
  'Certificate',
  {
    number: { ...text, ...frozen },
    code: { ...text, ...frozen },
    case: frozenId,
    enrolment: id,
    account: id,
    cohort: id,
    programme: id,
    body: id,
    scheme: text,
    cycle: number,
    edition: { ...number, ...frozen },
    supersedes: { type: String, ...frozen },
    minuteNumber: text,
    searchName: text,
    snapshot: { type: snapshotPart, required: true, ...frozen },
    file: { ...fileId, ...frozen },
    sha256: { ...text, ...frozen },
    signature: {
      type: part<SignatureRecord>({
        signerName: text,
        fingerprint: text,
        isCertified: flag,
      }),
      required: true,
      ...frozen,
    },
    issuedAt: { ...date, ...frozen },
    validUntil: { ...date, ...frozen },
    state: oneOf(certificateStates.all),
    supersededBy: String,
    isNameHidden: flag,
    request: part<RevocationRequest>(request),
    refusals: [part<Refusal>({ ...request, refusedBy: text, refusedAt: date, refusalNote: text })],
    revocation: part<Revocation>({ ...request, approvedBy: text, approvedAt: date }),
    replacement: part<Replacement>({ ...replacement, approvedBy: String, approvedAt: Date }),
    closedReplacements: [
      part<ClosedReplacement>({
        ...replacement,
        end: oneOf(replacementEnds),
        closedBy: text,
        closedAt: date,
        closingNote: freeText,
      }),
    ],
    supersession: part<Supersession>({ ...replacement, approvedBy: text, approvedAt: date }),
  },
  {
    collection: 'certificates',
    indexes: [
      [{ number: 1 }, { unique: true }],
      [{ code: 1 }, { unique: true }],
      [{ sha256: 1 }, { unique: true }],
      // A decision has one certificate at a time: those before it are superseded, and none comes after one was revoked.
      [{ case: 1, edition: 1 }, { unique: true }],
      [{ case: 1 }, { unique: true, partialFilterExpression: certificateStates.where('valid') }],
      // An enrolment is one person's way through one scheme.
      [{ enrolment: 1, cycle: 1, edition: 1 }, { unique: true }],
      [{ account: 1, issuedAt: -1, edition: -1, _id: -1 }],
      [{ body: 1, issuedAt: -1, _id: -1 }],
      [{ body: 1, number: 1 }],
      [{ body: 1, searchName: 1, _id: 1 }],
      [{ body: 1, 'request.at': 1 }, { partialFilterExpression: { 'request.at': { $exists: true } } }],
      [{ body: 1, 'replacement.at': 1 }, { partialFilterExpression: { 'replacement.at': { $exists: true } } }],
      [{ programme: 1, state: 1 }],
      [{ cohort: 1, state: 1 }],
      [{ 'signature.fingerprint': 1 }],
      [{ file: 1 }],
    ],
  },
);
