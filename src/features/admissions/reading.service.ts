/** Applications as the rest of the feature sees them: plain, with ids as text and numbers masked. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import {
  type ApplicationRecord,
  ApplicationModel,
  type ChecksRecord,
  type DecisionRecord,
  type PersonRecord,
  type ProofRecord,
} from './application.model.ts';
import type { Check } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { describeNumbers, type NumberFacts } from './numbers.service.ts';

export type Proof = Omit<ProofRecord, 'file'> & { file: string };
export type Decision = Omit<DecisionRecord, 'by'> & { by: string };
type PlainCheck<Stored> = Omit<Stored, 'proofs' | 'decision' | 'numberIndex'> & {
  proofs: Proof[];
  decision?: Decision;
};

/** `person.nik` and `checks.nib.number` hold the masked forms. */
export type Application = Readonly<{
  id: string;
  applicant: string;
  programme: string;
  cohort: string;
  number?: string;
  state: ApplicationRecord['state'];
  person: Omit<PersonRecord, 'nikIndex'>;
  checks: { [Name in Check]: PlainCheck<ChecksRecord[Name]> };
  numbers: Pick<NumberFacts, 'nikRegion' | 'nikWarnings'>;
  submittedAt?: Date;
  resubmittedAt?: Date;
  decidedAt?: Date;
  decidedBy?: string;
  reason?: string;
}>;

export type StoredApplication = ApplicationRecord & { _id: Types.ObjectId };

export function plainApplication(stored: StoredApplication): Application {
  const id = String(stored._id);
  const { nikMasked, nibMasked, ...numbers } = describeNumbers(id, stored);
  const { nik: _sealed, nikIndex: _index, ...person } = stored.person;
  const { number: _sealedNib, numberIndex: _nibIndex, ...nib } = plainCheck(stored.checks.nib);
  const { number, state, submittedAt, resubmittedAt, decidedAt, decidedBy, reason } = stored;
  return {
    id,
    applicant: String(stored.applicant),
    programme: String(stored.programme),
    cohort: String(stored.cohort),
    state,
    person: { ...person, ...(nikMasked === undefined ? {} : { nik: nikMasked }) },
    checks: {
      nib: { ...nib, ...(nibMasked === undefined ? {} : { number: nibMasked }) },
      ownProduct: plainCheck(stored.checks.ownProduct),
      quality: plainCheck(stored.checks.quality),
      localId: plainCheck(stored.checks.localId),
    },
    numbers,
    ...(number === undefined ? {} : { number }),
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(resubmittedAt === undefined ? {} : { resubmittedAt }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(decidedBy === undefined ? {} : { decidedBy: String(decidedBy) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function plainCheck<Stored extends { proofs: ProofRecord[]; decision?: DecisionRecord }>(stored: Stored) {
  const { proofs, decision, ...statement } = stored;
  return {
    ...statement,
    proofs: proofs.map((proof): Proof => ({ ...proof, file: String(proof.file) })),
    ...(decision ? { decision: { ...decision, by: String(decision.by) } } : {}),
  };
}

export async function findApplication(id: string): Promise<Application | undefined> {
  const stored = await ApplicationModel.findById(id).lean();
  return stored ? plainApplication(stored) : undefined;
}

/** The person's application for this cohort, in whatever state. */
export async function findOwnApplication(
  cohortId: string,
  accountId: string,
  session?: ClientSession,
): Promise<Application | undefined> {
  const stored = await ApplicationModel.findOne({ cohort: cohortId, applicant: accountId })
    .session(session ?? null)
    .lean();
  return stored ? plainApplication(stored) : undefined;
}

/** The person's applications, the latest first; one has a handful at most. */
export async function listOwnApplications(accountId: string): Promise<Application[]> {
  const found = await ApplicationModel.find({ applicant: accountId }).sort({ _id: -1 }).limit(25).lean();
  return found.map(plainApplication);
}

/** Whether a verifier has something of this person before them that must not change meanwhile, or has accepted it. */
export const isUnderReview = async (accountId: string): Promise<boolean> =>
  (await ApplicationModel.exists({
    applicant: accountId,
    ...applicationStates.where('reviewed'),
  })) !== null;

/** An application that was sent to one of these programmes; drafts are nobody's but the applicant's. */
export async function findSentApplication(id: string, programmes: readonly string[]): Promise<Application | undefined> {
  const stored = await ApplicationModel.findOne({
    _id: id,
    programme: mongoose.trusted({ $in: programmes }),
    ...applicationStates.where('sent'),
  }).lean();
  return stored ? plainApplication(stored) : undefined;
}

/** The application that holds this proof, if it is the person's own or was sent to a programme they verify for. */
export async function findProofHolder(
  id: string,
  fileId: string,
  reader: { account: string; programmes: readonly string[] },
): Promise<Application | undefined> {
  const own = await ApplicationModel.findOne({ _id: id, applicant: reader.account }).lean();
  const found = own ? plainApplication(own) : await findSentApplication(id, reader.programmes);
  const holds = found && Object.values(found.checks).some(({ proofs }) => proofs.some(({ file }) => file === fileId));
  return holds ? found : undefined;
}

type Place = Readonly<{ programme: string } | { cohort: string }>;

/** How many applications nobody has decided yet, those that are still being written included. */
export const countUndecided = (place: Place): Promise<number> =>
  ApplicationModel.countDocuments({ ...place, ...applicationStates.where('undecided') });

/** Whose applications these are, and for which cohort. */
export async function listUndecided(place: Place): Promise<{ applicant: string; cohort: string }[]> {
  const undecided = { ...place, ...applicationStates.where('undecided') };
  const found = await ApplicationModel.find(undecided, { applicant: 1, cohort: 1 }).lean();
  return found.map(({ applicant, cohort }) => ({ applicant: String(applicant), cohort: String(cohort) }));
}

/** How many people have sent an application for this programme, whatever became of it. */
export const countApplications = async (programmeId: string): Promise<number> =>
  (await ApplicationModel.distinct('applicant', { programme: programmeId, ...applicationStates.where('sent') })).length;
