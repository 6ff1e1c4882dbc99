/** Putting marks on a work: as a draft that is never lost, and as what the learner is told. */
import type { ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { move } from '../../platform/moves.ts';
import { type Told, writeTo } from '../accounts/index.ts';
import type { Assignment } from '../courses/index.ts';
import { letters } from './assignments.mail.ts';
import { type MarkChangeKind, MarkChange } from './mark-change.model.ts';
import { type CriterionMark, type GivenMarks, percentOf } from '../rubrics/index.ts';
import type { MarkOutcome } from './marking.rules.ts';
import { SubmissionModel } from './submission.model.ts';
import { plainWork, type StoredWork, type Work } from './submission.service.ts';
import { submissionStates } from './submission.states.ts';

export type MarkingPlace = Readonly<{
  work: Pick<Work, 'id'>;
  assignment: Pick<Assignment, 'id' | 'title' | 'rubric'>;
  /** The version that the marker read, and the revision of the draft marks they had before them (0: none). */
  version: number;
  seen: number;
}>;

/** `conflict`: somebody else saved or gave marks since; `work` is as it is now. `told`: how the learner hears of it. */
export type MarkingOutcome = Readonly<{ kind: 'done' | 'conflict'; work: Work; told?: Told }>;

/** Saves marks that are not finished. What is checked before they are given is not checked here. */
export const saveMarks = (place: MarkingPlace, marks: GivenMarks, by: string, now: Date): Promise<MarkingOutcome> =>
  transaction(async (session) => {
    const before = await find(place, session);
    if (!isAsSeen(before, place, by)) return { kind: 'conflict', work: plainWork(before) };
    const marking = { ...stored(marks), by, at: now, revision: place.seen + 1 };
    const after = await move(SubmissionModel, submissionStates, 'saveMarks', {
      filter: asRead(before),
      update: { $set: { marking } },
      session,
    });
    await logChange(before, 'saved', marks, by, now, session);
    return { kind: 'done', work: plainWork(after) };
  });

/** Gives the marks: accepts the work or returns it, tells the learner, once. */
export const giveMarks = (
  place: MarkingPlace,
  { outcome, ...marks }: GivenMarks & { outcome: MarkOutcome },
  by: string,
  now: Date,
): Promise<MarkingOutcome> =>
  transaction(async (session) => {
    const before = await find(place, session);
    if (!isAsSeen(before, place, by)) return { kind: 'conflict', work: plainWork(before) };
    const percent = percentOf(place.assignment.rubric, marks);
    const given = { ...stored(marks), outcome, by, at: now, ...(percent === undefined ? {} : { percent }) };
    const marksField = `versions.${place.version - 1}.marks`;
    const marked = await move(SubmissionModel, submissionStates, actOf[outcome], {
      filter: asRead(before),
      update: { $set: { [marksField]: given }, $unset: { marking: 1 } },
      event: ({ _id, enrolment }) => ({ submission: String(_id), enrolment: String(enrolment), outcome }),
      session,
    });
    const after = plainWork(marked);
    await logChange(before, outcome, marks, by, now, session);
    const told = await tell(after, place, given, session);
    return { kind: 'done', work: after, told };
  });

const actOf = { accepted: 'accept', returned: 'return' } as const satisfies Record<MarkOutcome, string>;

const stored = ({ criteria, comment }: GivenMarks): { criteria: CriterionMark[]; comment: string } => ({
  criteria: criteria.map((mark) => ({ ...mark })),
  comment,
});

async function find({ work }: MarkingPlace, session: ClientSession): Promise<StoredWork> {
  return SubmissionModel.findById(work.id).session(session).orFail().lean();
}

/** Nobody marks their own work, whatever roles they hold. */
const isAsSeen = (work: StoredWork, { version, seen }: MarkingPlace, by: string): boolean =>
  submissionStates.can('saveMarks', work.state) &&
  work.sent === version &&
  (work.marking?.revision ?? 0) === seen &&
  String(work.account) !== by;

const asRead = ({ _id, sent, marking }: StoredWork) => ({
  _id,
  sent,
  'marking.revision': marking?.revision ?? null,
});

function logChange(
  before: StoredWork,
  kind: MarkChangeKind,
  after: GivenMarks,
  by: string,
  at: Date,
  session: ClientSession,
): Promise<unknown> {
  const { _id: submission, enrolment, sent: version, marking } = before;
  const was = marking ? { before: { criteria: marking.criteria, comment: marking.comment } } : {};
  return MarkChange.create([{ submission, enrolment, version, kind, by, at, ...was, after: stored(after) }], {
    session,
  });
}

async function tell(
  { id, account, cohort }: Work,
  { assignment, version }: MarkingPlace,
  given: { outcome: MarkOutcome; percent?: number; by: string | Types.ObjectId },
  session: ClientSession,
): Promise<Told> {
  const { outcome, percent } = given;
  const detail = { version, ...(percent === undefined ? {} : { percent }) };
  const target = { kind: 'submission', id };
  await recordAudit(
    { actor: String(given.by), action: `assignments.${outcome}`, target, after: given, detail },
    session,
  );
  return writeTo(account, letters.marked(outcome, cohort, assignment), session);
}
