/** What a learner does with a work: keeps a draft, adds and removes files, sends it. */
import type { ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { randomCode } from '../../platform/crypto.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import { type FileReference, keepFile, type ReceivedFile, referenceTo } from '../../platform/files/index.ts';
import { createOne } from '../../platform/model.ts';
import { move } from '../../platform/moves.ts';
import type { Enrolment } from '../admissions/index.ts';
import type { Assignment } from '../courses/index.ts';
import type { Opening, Shut } from '../lessons/index.ts';
import { findCohort } from '../programmes/index.ts';
import { tellMarkersLater } from './notification.service.ts';
import { type SubmissionRecord, SubmissionModel } from './submission.model.ts';
import { findFileProblem, isAnswered, isLate, isOpenToLearner, stateOf, workOpening } from './submission.rules.ts';
import { type StoredState, submissionStates } from './submission.states.ts';
import { plainWork, type StoredWork, type Work } from './submission.service.ts';

/** Whose work on what. */
export type WorkPlace = Readonly<{
  enrolment: Pick<Enrolment, 'id' | 'account' | 'cohort'>;
  /** The version that the cohort is pinned to. */
  curriculum: string;
  assignment: Pick<Assignment, 'id' | 'maxFiles' | 'mayBeLink' | 'mayBeText'>;
  due: Date;
}>;

export type WorkChange = Readonly<{
  /** The revision of the draft that the learner had before them; 0 when there was none. */
  seen: number;
  /** Absent to leave the text as it is. */
  text?: string;
  /** The same for the link; empty for none. */
  link?: string;
  add?: readonly ReceivedFile[];
  /** The id of a file to take out of the draft. */
  remove?: string;
  send?: boolean;
}>;

/**
 * `closed`: it was sent before, by this person a moment ago perhaps, and `work` holds that. `stale`: the draft has
 * changed since it was seen. `shut`: the class has not begun, or is over. Of `shut`, `fileNeeded` and
 * `tooManyFiles` nothing was changed.
 */
export type WorkOutcome =
  | Readonly<{ kind: 'saved' | 'sent' | 'closed'; work: Work }>
  | Readonly<{ kind: 'stale' | 'fileNeeded' | 'tooManyFiles'; work: Work | undefined }>
  | Readonly<{ kind: 'shut'; work: Work | undefined; opening: Shut }>;

/** Saves the draft and, when asked, sends it: together or not at all, and sent exactly once however often it is asked. */
export async function changeWork(place: WorkPlace, change: WorkChange, now: Date): Promise<WorkOutcome> {
  // Before the transaction, not in it: all of a cohort ask for the same letter, and would make each other start again.
  if (change.send) await tellMarkersLater(place.enrolment.cohort, now);
  const attempt = () => transaction((session) => apply(place, change, now, session));
  try {
    return await attempt();
  } catch (error) {
    // Two first savings at once: the other one made the document, so this one now meets it.
    if (isDuplicate(error)) return attempt();
    throw error;
  }
}

async function apply(place: WorkPlace, change: WorkChange, now: Date, session: ClientSession): Promise<WorkOutcome> {
  const key = { enrolment: place.enrolment.id, assignment: place.assignment.id };
  const stored = await SubmissionModel.findOne(key).session(session).lean();
  if (stored && !isOpenToLearner(stored.state)) return { kind: 'closed', work: plainWork(stored) };
  const opening = await findOpening(place, stateOf(stored), now);
  if (opening.kind !== 'open') return { kind: 'shut', work: stored ? plainWork(stored) : undefined, opening };
  if (isStale(stored, change)) return { kind: 'stale', work: stored ? plainWork(stored) : undefined };

  const kept = (stored?.draft.files ?? []).filter(({ id }) => id !== change.remove);
  const counted = { kept: kept.length, added: change.add?.length ?? 0, max: place.assignment.maxFiles };
  const text = change.text ?? stored?.draft.text ?? '';
  const link = change.link ?? stored?.draft.link ?? '';
  const isOtherwise = isAnswered(place.assignment, { text, link });
  const refusal = findFileProblem({ ...counted, isSending: change.send === true }, isOtherwise);
  if (refusal) return { kind: refusal, work: stored ? plainWork(stored) : undefined };

  const draft = {
    text,
    ...(link === '' ? {} : { link }),
    files: [...kept, ...(await keepAll(change.add ?? [], place.enrolment.account, session))],
    revision: (stored?.draft.revision ?? 0) + 1,
    savedAt: now,
  };
  const work = stored ?? (await begin(place, draft, session));
  return change.send ? send(work, draft, place.due, now, session) : save(work, draft, session);
}

/** Read anew: a photo may take minutes to come, and the class may have been ended since. */
async function findOpening(place: WorkPlace, state: StoredState, now: Date): Promise<Opening> {
  const cohort = await findCohort(place.enrolment.cohort);
  if (!cohort) throw new NotFound();
  return workOpening(cohort, state, now);
}

/** The same text saved again, after an answer that got lost on the way, is no conflict. */
function isStale(stored: StoredWork | null, { seen, text, link, add, remove, send }: WorkChange): boolean {
  if (seen === (stored?.draft.revision ?? 0)) return false;
  const changesFiles = (add?.length ?? 0) > 0 || remove !== undefined;
  const isSameLink = link === undefined || link === (stored?.draft.link ?? '');
  return changesFiles || send === true || text !== stored?.draft.text || !isSameLink;
}

async function keepAll(
  received: readonly ReceivedFile[],
  owner: string,
  session: ClientSession,
): Promise<FileReference[]> {
  const files: FileReference[] = [];
  for (const one of received) {
    files.push(referenceTo(await keepFile(one, { owner, purpose: 'assignments.work' }, session)));
  }
  return files;
}

type Draft = SubmissionRecord['draft'];

async function begin(place: WorkPlace, draft: Draft, session: ClientSession): Promise<StoredWork> {
  const { id: enrolment, account, cohort } = place.enrolment;
  const assignment = place.assignment.id;
  const fresh = { enrolment, account, cohort, assignment, curriculum: place.curriculum, versions: [], sent: 0 };
  return createOne(SubmissionModel, { ...fresh, ...submissionStates.after('begin'), draft }, session);
}

async function save(work: StoredWork, draft: Draft, session: ClientSession): Promise<WorkOutcome> {
  const saved = await move(SubmissionModel, submissionStates, 'save', {
    ...asRead(work),
    update: { $set: { draft } },
    session,
  });
  return { kind: 'saved', work: plainWork(saved) };
}

async function send(
  work: StoredWork,
  draft: Draft,
  due: Date,
  now: Date,
  session: ClientSession,
): Promise<WorkOutcome> {
  const n = work.sent + 1;
  const { text, link, files } = draft;
  const answer = { text, ...(link === undefined ? {} : { link }), files };
  const version = { n, receipt: newReceipt(), ...answer, submittedAt: now, late: isLate(due, now) };
  const stored = await move(SubmissionModel, submissionStates, 'send', {
    ...asRead(work),
    update: { $set: { draft, sent: n, sentAt: now }, $push: { versions: version } },
    event: ({ _id, enrolment }) => ({ submission: String(_id), enrolment: String(enrolment) }),
    session,
  });
  const sent = plainWork(stored);
  const target = { kind: 'submission', id: sent.id };
  const detail = { version: n, files: files.length, late: version.late };
  await recordAudit({ actor: sent.account, action: 'assignments.send', target, after: version, detail }, session);
  return { kind: 'sent', work: sent };
}

/** Only a work that is still as it was read is changed; the transaction normally notices first that it is not. */
const asRead = ({ _id, state, draft, sent }: StoredWork) => ({
  filter: { _id, sent, 'draft.revision': draft.revision },
  seen: state,
});

/** Readable over the telephone, and not to be guessed from another one: TGS-4F7K2-9QX3M. */
const newReceipt = () => `TGS-${randomCode(5)}-${randomCode(5)}`;
