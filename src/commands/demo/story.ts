/** The whole story of the demo, in the order in which a semester happens. */
import type { AssessmentCase } from '../../features/assessments/index.ts';
import { must } from '../../platform/must.ts';
import { certify } from './certificates.ts';
import { accept, type Applied, apply, type DemoEnrolment, makeApplicants } from './applicants.ts';
import {
  hasCompleted,
  holdSessions,
  type Stage,
  stageAt,
  stages,
  study,
  studyFirstWeeks,
  wasExamined,
} from './cohort.ts';
import { examineOffered, holdPanel, isDecided, offer, registerAssessors } from './examination.ts';
import type { DemoLearner } from './people.ts';
import { beginTerm, type DemoSchool, endTerm, inFinished, inSemester, makeSchool } from './school.ts';
import { showProgress } from '../progress.ts';

/** Learners are independent of each other, so some are made at once; the database flushes their writes together. */
const together = 16;

export type Demo = Readonly<{
  learners: readonly DemoEnrolment[];
  applicants: readonly DemoLearner[];
  /** What a stranger types to check a certificate, by the stage of its holder. */
  codes: ReadonlyMap<Stage, string>;
}>;

export async function makeDemo(now: Date, count: number): Promise<Demo> {
  const show = showProgress();
  const planned = await makeSchool(now, Math.max(30, count));
  const applied = await inTurns(
    count,
    (index) => apply(schoolOf(planned, index), index),
    (done) => show('applications sent and checked', done),
  );
  const [learners, applicants] = await Promise.all([acceptAll(planned, applied), makeApplicants(planned, count)]);
  const { running: semester } = await beginTerm(inSemester(planned));
  const { running: finished } = await beginTerm(inFinished(planned));
  const school = { ...(await beginTerm(planned)), semester, finished };
  const examined = stages.findIndex(wasExamined);
  await Promise.all([
    holdSessions(school, learners.slice(0, examined)),
    holdSessions(inFinished(school), learners.slice(examined, stages.length), { first: examined, isOver: true }),
    holdSessions(inSemester(school), learners.slice(stages.length), { first: stages.length, past: 1 }),
  ]);
  await inTurns(
    count,
    (index) => {
      const work = stageAt(index) ? study : studyFirstWeeks;
      return work(schoolOf(school, index), must(learners[index], `learner ${index}`), index);
    },
    (done) => show('learners at work', done),
  );
  await endTerm(inFinished(school));

  await registerAssessors(school);
  const cases = await examineAll(school, learners);
  const decided = new Map([...cases].filter(([stage]) => isDecided(stage)));
  await holdPanel(school, [...decided.values()]);
  return { learners, applicants, codes: await certify(school, decided, now) };
}

/** In each cohort one after the other: they take from one number of seats, and would only get in each other's way. */
async function acceptAll(school: DemoSchool, applied: readonly Applied[]): Promise<DemoEnrolment[]> {
  const learners: DemoEnrolment[] = [];
  const acceptInto = async ({ running }: DemoSchool) => {
    for (const [index, one] of applied.entries()) {
      const own = schoolOf(school, index);
      if (own.running.id === running.id) learners[index] = await accept(own, one);
    }
  };
  await Promise.all([school, inFinished(school), inSemester(school)].map(acceptInto));
  return learners;
}

/** The school as it stands to the cohort of a learner. */
function schoolOf(school: DemoSchool, index: number): DemoSchool {
  const stage = stageAt(index);
  if (stage === undefined) return inSemester(school);
  return wasExamined(stage) ? inFinished(school) : school;
}

async function examineAll(school: DemoSchool, learners: readonly DemoEnrolment[]): Promise<Map<Stage, AssessmentCase>> {
  const offered: { stage: Stage; who: DemoEnrolment; case: AssessmentCase }[] = [];
  for (const [index, stage] of stages.entries()) {
    const who = must(learners[index], `learner ${index}`);
    if (hasCompleted(stage)) offered.push({ stage, who, case: await offer(school, who, stage) });
  }
  const examined = await inTurns(offered.length, async (index) => {
    const { stage, who, case: opened } = must(offered[index], `case ${index}`);
    return [stage, await examineOffered(school, who, opened, stage)] as const;
  });
  return new Map(examined);
}

/** Does `count` things, some at once, and gives the results in their order. */
async function inTurns<T>(
  count: number,
  work: (index: number) => Promise<T>,
  report: (done: number) => void = () => {},
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  let done = 0;
  const runner = async () => {
    for (let index = next++; index < count; index = next++) {
      results[index] = await work(index);
      report(++done);
    }
  };
  await Promise.all(Array.from({ length: together }, runner));
  return results;
}
