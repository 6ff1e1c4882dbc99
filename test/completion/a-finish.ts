/** Learners who have done all that completion asks, part by part. */
import { giveMarks } from '../../src/features/assignments/marking.service.ts';
import { changeWork } from '../../src/features/assignments/index.ts';
import { recordAttendance } from '../../src/features/attendance/index.ts';
import { type Curriculum, findCurriculum, lessonsOf } from '../../src/features/courses/index.ts';
import { markRead } from '../../src/features/lessons/progress.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { aReceivedFile } from '../assignments/a-work.ts';
import { aMeeting, anId } from '../attendance/a-meeting.ts';
import type { aLearner } from '../support/classroom.ts';

type Learner = Awaited<ReturnType<typeof aLearner>>;

/** Reads every lesson, passes every quiz, has every assignment accepted and has attended one session. */
export async function finishEverything(cohort: Cohort, learner: Learner, now: Date): Promise<void> {
  const curriculum = await findCurriculum(cohort.curriculum);
  for (const { key } of lessonsOf(curriculum)) await markRead(learner.enrolment.id, key, now);
  for (const { quiz } of curriculum.modules) await passQuiz(cohort, learner, quiz.id, now);
  for (const { assignment } of curriculum.modules) await haveAccepted(curriculum, learner, assignment.id, now);
  const meeting = await aMeeting(cohort, now);
  const statuses = new Map([[learner.enrolment.id, 'present' as const]]);
  await recordAttendance(meeting, { seen: 0, statuses, by: anId() }, now);
}

async function passQuiz(cohort: Cohort, { enrolment, account }: Learner, quiz: string, now: Date): Promise<void> {
  await AttemptModel.create({
    enrolment: enrolment.id,
    account,
    cohort: cohort.id,
    curriculum: cohort.curriculum,
    quiz,
    n: 1,
    seed: 'x',
    questions: [],
    startedAt: now,
    deadline: now,
    state: 'submitted',
    submittedAt: now,
    score: { earned: 6, possible: 6, percent: 100, passed: true },
  } as never);
}

async function haveAccepted(curriculum: Curriculum, { enrolment }: Learner, id: string, now: Date): Promise<void> {
  const { assignment } = curriculum.modules.find((module) => module.assignment.id === id)!;
  const place = { enrolment, curriculum: curriculum.version, assignment, due: now };
  const { work } = await changeWork(place, { seen: 0, text: '', add: [await aReceivedFile()], send: true }, now);
  const criteria = assignment.rubric.map((one) => ({ id: one.id, points: one.levels.at(-1)!.points, comment: '' }));
  const given = { criteria, comment: '', outcome: 'accepted' as const };
  await giveMarks({ work: work!, assignment, version: 1, seen: 0 }, given, anId(), now);
}
