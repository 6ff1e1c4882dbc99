import { Schema, type SchemaDefinition, type Types } from 'mongoose';
import { fileFacts, fileId, type FileReference } from '../../platform/files/index.ts';
import { defineModel, type Index, part } from '../../platform/model.ts';
import { date, flag, freeText, id, oneOf, text } from '../../platform/stored-fields.ts';
import {
  type BusinessRole,
  type CertificateKind,
  type Check,
  checks,
  type CheckVerdict,
  verdicts,
} from './application.rules.ts';
import { type ApplicationState, applicationStates } from './application.states.ts';

/** An uploaded file as the application knows it; the bytes are the platform's. */
export type ProofRecord = Omit<FileReference, 'id'> & { file: Types.ObjectId };
export type DecisionRecord = { verdict: CheckVerdict; note: string; by: Types.ObjectId; at: Date };
type CheckPart<Statement> = Partial<Statement> & { proofs: ProofRecord[]; savedAt?: Date; decision?: DecisionRecord };

export type PersonRecord = Partial<{
  /** Encrypted; `nikIndex` is its keyed hash. */
  nik: string;
  nikIndex: string;
  birthDate: string;
  district: string;
  address: string;
  savedAt: Date;
}>;

export type ChecksRecord = {
  nib: CheckPart<{ number: string; numberIndex: string; businessName: string; kbli: string }>;
  ownProduct: CheckPart<{ product: string; description: string; role: BusinessRole; place: string }>;
  quality: CheckPart<{
    capacity: number;
    unit: string;
    checking: string;
    certificates: CertificateKind[];
    otherCertificates: string;
  }>;
  localId: CheckPart<{ region: string; address: string }>;
};

export type ApplicationRecord = {
  applicant: Types.ObjectId;
  programme: Types.ObjectId;
  cohort: Types.ObjectId;
  number?: string;
  state: ApplicationState;
  /** True from sending until refusal or withdrawal: then what it holds is this application's alone. */
  isLive: boolean;
  /** Keyed hashes of the NIK and the NIB as they were last sent: what is typed while fixing holds nothing yet. */
  held?: { nik: string; nib?: string };
  person: PersonRecord;
  checks: ChecksRecord;
  submittedAt?: Date;
  resubmittedAt?: Date;
  /** Which wording of the declaration was agreed to. */
  declaration?: string;
  decidedAt?: Date;
  decidedBy?: Types.ObjectId;
  reason?: string;
  /** Verdicts that asked for fixing and were answered. */
  pastDecisions: (DecisionRecord & { check: Check })[];
};

const decision: SchemaDefinition<DecisionRecord> = {
  verdict: oneOf(verdicts),
  note: freeText,
  by: id,
  at: date,
};
const proof = part<ProofRecord>({ file: fileId, ...fileFacts });

const check = <Statement extends object>(statement: { [Name in keyof Statement]: unknown }) => ({
  type: part({
    ...statement,
    proofs: { type: [proof], default: [] },
    savedAt: Date,
    decision: part<DecisionRecord>(decision),
  }),
  default: () => ({ proofs: [] }),
});

/** One person's wish to join one cohort, with what was stated, proved and decided. */
export const ApplicationModel = defineModel<ApplicationRecord>(
  'Application',
  {
    applicant: id,
    programme: id,
    cohort: id,
    number: String,
    state: oneOf(applicationStates.all),
    isLive: flag,
    held: part<{ nik: string; nib?: string }>({ nik: text, nib: String }),
    person: {
      type: part<PersonRecord>({
        nik: String,
        nikIndex: String,
        birthDate: String,
        district: String,
        address: String,
        savedAt: Date,
      }),
      default: () => ({}),
    },
    checks: {
      type: part<ChecksRecord>({
        nib: check({ number: String, numberIndex: String, businessName: String, kbli: String }),
        ownProduct: check({ product: String, description: String, role: String, place: String }),
        quality: check({
          capacity: Number,
          unit: String,
          checking: String,
          certificates: { type: [String], default: undefined },
          otherCertificates: String,
        }),
        localId: check({ region: String, address: String }),
      }),
      default: () => ({}),
    },
    submittedAt: Date,
    resubmittedAt: Date,
    declaration: String,
    decidedAt: Date,
    decidedBy: Schema.Types.ObjectId,
    reason: String,
    pastDecisions: { type: [part({ check: text, ...decision } as object)], default: [] },
  },
  {
    collection: 'applications',
    indexes: [
      [{ applicant: 1, cohort: 1 }, { unique: true }],
      [{ number: 1 }, { unique: true, partialFilterExpression: { number: { $exists: true } } }],
      ...(['held.nik', 'held.nib'] as const).map((number): Index => [
        { cohort: 1, [number]: 1 },
        { unique: true, partialFilterExpression: { isLive: true, [number]: { $exists: true } } },
      ]),
      [{ programme: 1, state: 1, submittedAt: 1, _id: 1 }],
      [{ programme: 1, 'held.nik': 1 }],
      [{ cohort: 1, state: 1, submittedAt: 1, _id: 1 }],
      ...checks.map((check): Index => [{ [`checks.${check}.proofs.file`]: 1 }, { sparse: true }]),
    ],
  },
);
