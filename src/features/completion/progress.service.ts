/** How far a learner is, from what every feature before knows. */
import { known } from '../../platform/must.ts';
import {
  type AssignmentStates,
  assignmentStatesOf,
  storedIn,
  submissionStates,
  type WorkState,
} from '../assignments/index.ts';
import { attendanceOfMany } from '../attendance/index.ts';
import { type Curriculum, findCurriculum, lessonsOf } from '../courses/index.ts';
import type { Enrolment } from '../admissions/index.ts';
import { lessonsReadOf } from '../lessons/index.ts';
import { type Cohort, findCohort } from '../programmes/index.ts';
import { type QuizResults, quizResultsOf } from '../quizzes/index.ts';
import { type Completion, completionOf } from './completion.service.ts';
import { type CompletionDecision, type CompletionFacts, decideCompletion } from './completion.rules.ts';

export type Progress = Readonly<{
  cohort: Cohort;
  curriculum: Curriculum;
  facts: CompletionFacts;
  decision: CompletionDecision;
  /** What the facts were made from, for pages that show more than the decision. */
  read: ReadonlySet<string>;
  quizzes: QuizResults;
  works: AssignmentStates;
}>;

/** What a learner has done and what is missing, as of now. */
export async function progressOf(
  enrolment: Pick<Enrolment, 'id' | 'cohort'>,
): Promise<Progress & { completion: Completion | undefined }> {
  const [cohort, completion, read] = await Promise.all([
    findCohort(enrolment.cohort),
    completionOf(enrolment.id),
    readWhatIsDone([enrolment.id]),
  ]);
  if (!cohort) throw new Error(`the cohort ${enrolment.cohort} of an enrolment is gone`);
  const curriculum = await findCurriculum(cohort.curriculum);
  return { ...judge(enrolment.id, read, cohort, curriculum), completion };
}

/** For several learners of one cohort, by enrolment. */
export async function progressOfMany(enrolmentIds: readonly string[], cohort: Cohort): Promise<Map<string, Progress>> {
  const [read, curriculum] = await Promise.all([readWhatIsDone(enrolmentIds), findCurriculum(cohort.curriculum)]);
  return new Map(enrolmentIds.map((id) => [id, judge(id, read, cohort, curriculum)]));
}

type Seat = Readonly<{ id: string; cohort: Cohort }>;

/** For the seats of one person, in whichever cohorts, by enrolment: as many questions as for one seat. */
export async function progressOfSeats(seats: readonly Seat[]): Promise<Map<string, Progress>> {
  const [done, taught] = await Promise.all([
    readWhatIsDone(seats.map(({ id }) => id)),
    Promise.all(seats.map(async (seat) => ({ ...seat, curriculum: await findCurriculum(seat.cohort.curriculum) }))),
  ]);
  return new Map(taught.map(({ id, cohort, curriculum }) => [id, judge(id, done, cohort, curriculum)]));
}

type Done = Awaited<ReturnType<typeof readWhatIsDone>>;

async function readWhatIsDone(ids: readonly string[]) {
  const [lessons, quizzes, assignments, attendance] = await Promise.all([
    lessonsReadOf(ids),
    quizResultsOf(ids),
    assignmentStatesOf(ids),
    attendanceOfMany(ids),
  ]);
  return { lessons, quizzes, assignments, attendance };
}

function judge(id: string, done: Done, cohort: Cohort, curriculum: Curriculum): Progress {
  const [read, quizzes, works] = [known(done.lessons, id), known(done.quizzes, id), known(done.assignments, id)];
  const required = curriculum.modules.map(({ assignment }) => assignment).filter((assignment) => assignment.required);
  const facts = {
    lessons: lessonsOf(curriculum).map(({ key }) => ({ key, isRead: read.has(key) })),
    quizzes: curriculum.modules.map(({ quiz }) => ({ id: quiz.id, isPassed: quizzes.get(quiz.id)?.passed === true })),
    assignments: required.map((one) => ({ id: one.id, isAccepted: isAccepted(works.get(one.id)?.state) })),
    attendance: known(done.attendance, id),
  };
  return { cohort, curriculum, facts, decision: decideCompletion(cohort.completion, facts), read, quizzes, works };
}

const isAccepted = (state: WorkState | undefined): boolean =>
  state !== undefined && submissionStates.is('accepted', storedIn(state));
