/** What waits to be marked. */
import mongoose, { type Types } from 'mongoose';
import { must } from '../../platform/must.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { type MarkChangeKind, MarkChange } from './mark-change.model.ts';
import { SubmissionModel, type SubmissionRecord } from './submission.model.ts';
import { submissionStates } from './submission.states.ts';

const logLength = 20;

export const queueStates = [...submissionStates.sets.waiting, ...submissionStates.sets.marked] as const;
export type QueueState = (typeof queueStates)[number];
export type QueueEntry = Readonly<{
  id: string;
  account: string;
  cohort: string;
  assignment: string;
  curriculum: string;
  version: number;
  sentAt: Date;
  late: boolean;
  /** Who has begun to mark it. */
  markedBy?: string;
}>;
type Wanted = Readonly<{ cohorts: readonly string[]; state: QueueState; page: number }>;

/** A page of 25 works in one state, those sent first in front. */
export function listQueue({ cohorts, state, page }: Wanted): Promise<Paged<QueueEntry>> {
  const filter = { cohort: mongoose.trusted({ $in: cohorts }), state };
  const select = 'account cohort assignment curriculum sent sentAt versions.late marking.by';
  return findPage(SubmissionModel, filter, { page, sort: { sentAt: 1, _id: 1 }, select }, asEntry);
}

const asEntry = (work: SubmissionRecord & { _id: Types.ObjectId }): QueueEntry => ({
  id: String(work._id),
  account: String(work.account),
  cohort: String(work.cohort),
  assignment: work.assignment,
  curriculum: work.curriculum,
  version: work.sent,
  sentAt: must(work.sentAt, 'the moment when a work was sent'),
  late: work.versions.at(-1)?.late === true,
  ...(work.marking ? { markedBy: String(work.marking.by) } : {}),
});

/** The work that has waited longest and that nobody else has begun; undefined when there is none. */
export async function findNextWaiting(cohorts: readonly string[], marker: string): Promise<string | undefined> {
  const found = await SubmissionModel.findOne({
    cohort: mongoose.trusted({ $in: cohorts }),
    ...submissionStates.where('waiting'),
    account: mongoose.trusted({ $ne: marker }),
    'marking.by': mongoose.trusted({ $in: [null, marker] }),
  })
    .select('_id')
    .sort({ sentAt: 1, _id: 1 })
    .lean();
  return found ? String(found._id) : undefined;
}

export type LoggedChange = Readonly<{ version: number; kind: MarkChangeKind; by: string; at: Date }>;

/** The latest changes of a work's marks, the newest in front. */
export async function listMarkChanges(submissionId: string): Promise<LoggedChange[]> {
  const found = await MarkChange.find({ submission: submissionId })
    .select('version kind by at')
    .sort({ at: -1, _id: -1 })
    .limit(logLength)
    .lean();
  return found.map(({ version, kind, by, at }) => ({ version, kind, by: String(by), at }));
}
