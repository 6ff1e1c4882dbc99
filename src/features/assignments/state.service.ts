/** What later features want to know about works: where they stand, what was accepted, who marked. */
import mongoose from 'mongoose';
import type { FileReference } from '../../platform/files/index.ts';
import type { Bilingual } from '../../platform/i18n.ts';
import { known, must } from '../../platform/must.ts';
import { assignmentOf, findCurriculum } from '../courses/index.ts';
import { MarkChange } from './mark-change.model.ts';
import { SubmissionModel } from './submission.model.ts';
import { type WorkState, workStateOf } from './submission.rules.ts';
import { submissionStates } from './submission.states.ts';

export type AssignmentStanding = Readonly<{ state: WorkState; sentAt?: Date; percent?: number }>;
/** By the assignment's id; one that was not begun is not in the map. */
export type AssignmentStates = Map<string, AssignmentStanding>;

/** For many learners at once, by enrolment; each of them is in the map. */
export async function assignmentStatesOf(enrolmentIds: readonly string[]): Promise<Map<string, AssignmentStates>> {
  const found = await SubmissionModel.find({ enrolment: mongoose.trusted({ $in: enrolmentIds }) })
    .select('enrolment assignment state sentAt marking.at versions.marks.percent')
    .lean();
  const states = new Map(enrolmentIds.map((id) => [id, new Map<string, AssignmentStanding>()]));
  for (const work of found) {
    const percent = work.versions.at(-1)?.marks?.percent;
    known(states, String(work.enrolment)).set(work.assignment, {
      state: workStateOf(work),
      ...(work.sentAt ? { sentAt: work.sentAt } : {}),
      ...(percent === undefined ? {} : { percent }),
    });
  }
  return states;
}

/** A work that an instructor accepted: ready to stand as evidence for the units that it feeds. */
export type AcceptedWork = Readonly<{
  submission: string;
  assignment: string;
  title: Bilingual;
  units: readonly string[];
  /** Criteria of units that the rubric says this work is evidence for. */
  criteria: readonly { unit: string; criterion: string }[];
  files: readonly FileReference[];
  /** What was answered by a link, and what was written beside or instead of files; empty where nothing was. */
  link: string;
  text: string;
  acceptedAt: Date;
  percent: number;
  markedBy: string;
}>;

/** All accepted works of a learner, those accepted first in front; of two at one moment, by their assignments. */
export async function acceptedWork(enrolmentId: string): Promise<AcceptedWork[]> {
  const found = await SubmissionModel.find({ enrolment: enrolmentId, ...submissionStates.where('accepted') })
    .sort({ assignment: 1 })
    .lean();
  const works = await Promise.all(
    found.map(async ({ _id, curriculum, assignment: id, versions }) => {
      const assignment = assignmentOf(await findCurriculum(curriculum), id);
      const { files, link = '', text, marks } = must(versions.at(-1), 'a version of an accepted work');
      if (!assignment || !marks) return [];
      return {
        submission: String(_id),
        assignment: id,
        title: assignment.title,
        units: assignment.units,
        criteria: assignment.rubric.flatMap(({ evidenceFor }) => evidenceFor),
        files,
        link,
        text,
        acceptedAt: marks.at,
        percent: marks.percent ?? 0,
        markedBy: String(marks.by),
      };
    }),
  );
  return works.flat().sort((one, other) => one.acceptedAt.getTime() - other.acceptedAt.getTime());
}

/** The accounts that ever put a mark on a work of this learner, drafts of marks included. */
export async function markersOf(enrolmentId: string): Promise<string[]> {
  return (await MarkChange.distinct('by', { enrolment: enrolmentId })).map(String);
}

/** How many works wait for their first or next marks in these cohorts. */
export const countWaitingWork = (cohortIds: readonly string[]): Promise<number> =>
  SubmissionModel.countDocuments({
    cohort: mongoose.trusted({ $in: cohortIds }),
    ...submissionStates.where('waiting'),
  });
