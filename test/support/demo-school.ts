/** A small school out of the demo's story: the same staff and course, and only those learners whom a test is about. */
import { admit, type DemoEnrolment } from '../../src/commands/demo/applicants.ts';
import { certify } from '../../src/commands/demo/certificates.ts';
import { hasCompleted, holdSessions, type Stage, stages, study } from '../../src/commands/demo/cohort.ts';
import { examine, holdPanel, isDecided, registerAssessors } from '../../src/commands/demo/examination.ts';
import { staff, type StaffKey, type StaffMember } from '../../src/commands/demo/people.ts';
import { beginTerm, type DemoSchool, makeSchool } from '../../src/commands/demo/school.ts';
import type { AssessmentCase } from '../../src/features/assessments/index.ts';
import { publishContent } from '../../src/features/courses/index.ts';
import { now } from '../../src/platform/clock.ts';

/** Where a learner stands; a `beginner` has a seat and has been to class, and that is all. */
export type Standing = Stage | 'beginner';

export type Resident = DemoEnrolment & Readonly<{ case?: AssessmentCase }>;

export type SmallSchool = Readonly<{
  school: DemoSchool;
  /** In the order of the standings that were asked for. */
  learners: readonly Resident[];
  /** By the stage of its holder, the code of a certificate. */
  codes: ReadonlyMap<Stage, string>;
}>;

/** At most four learners, because the story's fifth one is often away. */
export async function aSmallSchool(standings: readonly Standing[]): Promise<SmallSchool> {
  await publishContent();
  const planned = await makeSchool(now(), 30);
  const admitted: DemoEnrolment[] = [];
  for (const index of standings.keys()) admitted.push(await admit(planned, index));
  const school = await beginTerm(planned);
  await holdSessions(school, admitted);
  await registerAssessors(school);

  const learners: Resident[] = [];
  for (const [index, standing] of standings.entries()) {
    learners.push(await bringTo(school, admitted[index]!, standing));
  }
  return { school, learners, codes: await decide(school, standings, learners) };
}

async function bringTo(school: DemoSchool, who: DemoEnrolment, standing: Standing): Promise<Resident> {
  if (standing === 'beginner') return who;
  await study(school, who, stages.indexOf(standing));
  return hasCompleted(standing) ? { ...who, case: await examine(school, who, standing) } : who;
}

async function decide(school: DemoSchool, standings: readonly Standing[], learners: readonly Resident[]) {
  const decided = new Map<Stage, AssessmentCase>();
  for (const [index, standing] of standings.entries()) {
    const assessment = learners[index]!.case;
    if (assessment && standing !== 'beginner' && isDecided(standing)) decided.set(standing, assessment);
  }
  if (decided.size > 0) await holdPanel(school, [...decided.values()]);
  return certify(school, decided, new Date());
}

/** Who of the demo's staff has this account. */
export function memberWith(school: DemoSchool, account: string): StaffMember {
  const [key] = Object.entries(school.people).find(([, id]) => id === account)!;
  return staff[key as StaffKey];
}
