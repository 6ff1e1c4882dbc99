/** What happens in one class, by the parts that the demo is made of: people apply, three of them learn and are examined. */
import { admit, type DemoEnrolment, makeApplicants } from '../../../src/commands/demo/applicants.ts';
import { examine, holdPanel } from '../../../src/commands/demo/examination.ts';
import type { DemoLearner } from '../../../src/commands/demo/people.ts';
import type { DemoSchool } from '../../../src/commands/demo/school.ts';
import { sheet } from '../../../src/commands/demo/files.ts';
import { accept, sendWork, takeQuiz } from '../../../src/commands/demo/study.ts';
import type { AssessmentCase } from '../../../src/features/assessments/index.ts';
import { addCases, openMinute } from '../../../src/features/panels/index.ts';
import { planSession } from '../../../src/features/attendance/index.ts';
import { findCurriculum } from '../../../src/features/courses/index.ts';

/** One who is being examined while still learning, one before the panel, one with a certificate. */
export const stages = ['student', 'candidate', 'graduate'] as const;
export type Stage = (typeof stages)[number];
export type Class = Readonly<Record<Stage, DemoEnrolment>>;
export type Cases = Readonly<Record<Stage, AssessmentCase>>;
export type Applicants = Readonly<{ drafter: DemoLearner; sender: DemoLearner; otherSender: DemoLearner }>;

const applied = 110;

/** While the cohort of the school still takes applications. */
export async function applyAt(school: DemoSchool, firstIndex: number): Promise<Applicants> {
  const then = { ...school, open: school.running, day: (offset: number) => school.day(offset - applied) };
  const [, drafter, sender, otherSender] = await makeApplicants(then, firstIndex);
  return { drafter: drafter!, sender: sender!, otherSender: otherSender! };
}

export const applicantsNeeded = 4;

export async function admitClass(school: DemoSchool, firstIndex: number): Promise<Class> {
  const [student, candidate, graduate] = await Promise.all(stages.map((_, index) => admit(school, firstIndex + index)));
  return { student: student!, candidate: candidate!, graduate: graduate! };
}

/** Everybody has one accepted work as evidence; the student has a quiz open and another work waiting as well. */
export async function learn(school: DemoSchool, group: Class): Promise<void> {
  const curriculum = await findCurriculum(school.running.curriculum);
  const [first, second] = curriculum.modules;
  const send = async (who: DemoEnrolment, { assignment }: { assignment: NonNullable<typeof first>['assignment'] }) => {
    const file = await sheet('tugas', assignment.title.id, [who.learner.business.product]);
    await sendWork(school, { who, curriculum, assignment, file, text: 'Terlampir.' });
  };
  const beginners = stages.map(async (stage) => {
    await send(group[stage], first!);
    await accept(school, group[stage], first!.assignment);
  });
  await Promise.all(beginners);
  await send(group.student, second!);
  const attempt = { who: group.student, curriculum, module: second!, right: 2, at: new Date() };
  await takeQuiz(school, attempt, false);
}

/** The graduate first and the student last, so that an assessor with one assessment at a time can have all three. */
export async function assess(school: DemoSchool, group: Class): Promise<Cases> {
  const graduate = await examine(school, group.graduate, 'certified');
  const candidate = await examine(school, group.candidate, 'panel-due');
  const student = await examine(school, group.student, 'evidence-due');
  await holdPanel(school, [graduate]);
  return { student, candidate, graduate };
}

/** A minute that these members still have to close, with the candidate's case in it. */
export async function draftMinute(
  school: DemoSchool,
  { candidate }: Cases,
  members: readonly string[],
): Promise<string> {
  const [by] = members as [string];
  const meeting = { heldOn: school.day(-1), place: 'Kantor Sekolah Ekspor', members: [...members], chair: by };
  const minute = await openMinute(school.body, meeting, by, school.day(-1));
  await addCases(minute, [candidate.id], by);
  return minute.id;
}

/** One meeting a teacher, since a cohort cannot meet twice at the same moment. */
export async function meet(school: DemoSchool, teacher: string): Promise<string> {
  const startsAt = school.day(teacher === school.people.instructor ? -3 : -2);
  const endsAt = new Date(startsAt.getTime() + 3 * 3_600_000);
  const meeting = { startsAt, endsAt, place: 'Ruang 2', topic: 'Incoterms 2020', teacher };
  return (await planSession(school.running.id, meeting, teacher))!.id;
}
