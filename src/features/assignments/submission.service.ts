/** Reading works: one's own, one that may be marked, and a file of one. */
import mongoose, { type Types } from 'mongoose';
import type { FileReference } from '../../platform/files/index.ts';
import { type Marking, type Marks, type SubmissionRecord, SubmissionModel, type Version } from './submission.model.ts';

type Plain<Part extends { by: Types.ObjectId }> = Readonly<Omit<Part, 'by'> & { by: string }>;
export type GivenMark = Plain<Marks>;
export type SentVersion = Readonly<Omit<Version, 'marks'> & { marks?: GivenMark }>;

/** One learner's work on one assignment, with plain ids. */
export type Work = Readonly<
  Omit<SubmissionRecord, 'enrolment' | 'account' | 'cohort' | 'versions' | 'marking'> & {
    id: string;
    enrolment: string;
    account: string;
    cohort: string;
    versions: readonly SentVersion[];
    marking?: Plain<Marking>;
  }
>;

export type StoredWork = SubmissionRecord & { _id: Types.ObjectId };

export const plainWork = ({ _id, enrolment, account, cohort, versions, marking, ...rest }: StoredWork): Work => ({
  id: String(_id),
  enrolment: String(enrolment),
  account: String(account),
  cohort: String(cohort),
  assignment: rest.assignment,
  curriculum: rest.curriculum,
  state: rest.state,
  draft: rest.draft,
  sent: rest.sent,
  ...(rest.sentAt ? { sentAt: rest.sentAt } : {}),
  versions: versions.map(({ marks, ...version }) => ({
    ...version,
    ...(marks ? { marks: { ...marks, by: String(marks.by) } } : {}),
  })),
  ...(marking ? { marking: { ...marking, by: String(marking.by) } } : {}),
});

export async function findOwnWork(enrolmentId: string, assignmentId: string): Promise<Work | undefined> {
  const stored = await SubmissionModel.findOne({ enrolment: enrolmentId, assignment: assignmentId }).lean();
  return stored ? plainWork(stored) : undefined;
}

/** All that a learner has begun or sent, by the assignment's id. */
export async function listOwnWork(enrolmentId: string): Promise<Map<string, Work>> {
  const stored = await SubmissionModel.find({ enrolment: enrolmentId }).lean();
  return new Map(stored.map((one) => [one.assignment, plainWork(one)]));
}

/** A work that was sent at least once, in one of these cohorts. */
export async function findSentWork(id: string, cohorts: readonly string[]): Promise<Work | undefined> {
  const where = { cohort: mongoose.trusted({ $in: cohorts }), sent: mongoose.trusted({ $gt: 0 }) };
  const stored = await SubmissionModel.findOne({ _id: id, ...where }).lean();
  return stored ? plainWork(stored) : undefined;
}

/** A file, and whose work it belongs to. */
export type FoundFile = Readonly<{ file: FileReference; account: string; cohort: string }>;

/** A file of a work: the learner's own, drafts too; for those who mark in these cohorts, what was sent. */
export async function findWorkFile(
  { submissionId, fileId }: { submissionId: string; fileId: string },
  reader: { account: string; cohorts: readonly string[] },
): Promise<FoundFile | undefined> {
  const stored = await SubmissionModel.findById(submissionId).lean();
  if (!stored) return undefined;
  const { account, cohort, draft, versions } = plainWork(stored);
  const isOwn = account === reader.account;
  if (!isOwn && !reader.cohorts.includes(cohort)) return undefined;
  const files = [...(isOwn ? draft.files : []), ...versions.flatMap((version) => version.files)];
  const file = files.find(({ id }) => id === fileId);
  return file && { file, account, cohort };
}
