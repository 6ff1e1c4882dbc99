/** Two cities in which everything that has an address exists four times: one's own, a classmate's, next door's, far away. */
import { beginTerm, type DemoSchool } from '../../../src/commands/demo/school.ts';
import { runDueJobs } from '../../../src/platform/jobs/index.ts';
import { register, schoolBeside, schoolElsewhere, schoolHere } from './cities.ts';
import type { Relation } from './expectation.ts';
import { makeDeadJob, makeInvitation, makeResetThings, makeSetupLink } from './links.ts';
import {
  admitClass,
  applicantsNeeded,
  applyAt,
  assess,
  type Class,
  draftMinute,
  learn,
  meet,
  stages,
} from './class.ts';
import { type Known, type ThingsByOwner, thingsOf } from './things.ts';

export type World = Readonly<{
  things: Readonly<Record<Exclude<Relation, 'unknown' | 'mixed'>, ThingsByOwner>>;
  /** The e-mail addresses of those whose things are in `things.own`. */
  owners: Readonly<Record<'student' | 'candidate' | 'graduate' | 'drafter' | 'sender', string>>;
}>;

export async function makeWorld(address: string, now: Date): Promise<World> {
  const setup = await makeSetupLink(address, now);
  const everybody = await makePeople(now);
  const { schools, groups, applicants } = everybody;
  const known = await makeThings(everybody);
  await runDueJobs();
  const [own, same, cohort, city] = await Promise.all(known.map(thingsOf));
  const { admin } = schools.here.people;
  const once = {
    setup,
    reset: await makeResetThings(address, groups.own.student.account, admin, now),
    invitation: await makeInvitation(schools.here.running.id, admin, now),
    job: await makeDeadJob(now),
  };
  return {
    things: { own: { ...own, ...once }, same: same!, cohort: cohort!, city: city! },
    owners: {
      student: groups.own.student.learner.email,
      candidate: groups.own.candidate.learner.email,
      graduate: groups.own.graduate.learner.email,
      drafter: applicants.here.drafter.email,
      sender: applicants.here.sender.email,
    },
  };
}

type People = Awaited<ReturnType<typeof makePeople>>;

/** Applicants and learners come while the cohorts are open; then all of them begin. */
async function makePeople(now: Date) {
  const here = await schoolHere(now);
  const [beside, far] = await Promise.all([schoolBeside(here), schoolElsewhere(here)]);
  const [applied, appliedBeside, appliedFar] = await Promise.all(
    [here, beside, far].map((school, index) => applyAt(school, index * applicantsNeeded)),
  );
  const [own, same, cohort, city] = await Promise.all(
    [here, here, beside, far].map((school, index) => admitClass(school, 3 * applicantsNeeded + index * stages.length)),
  );
  return {
    schools: { here: await beginTerm(here), beside: await beginTerm(beside), far: await beginTerm(far) },
    groups: { own: own!, same: same!, cohort: cohort!, city: city! },
    applicants: { here: applied!, beside: appliedBeside!, far: appliedFar! },
  };
}

/** In the order own, same, cohort, city. */
async function makeThings({ schools, groups, applicants }: People): Promise<Known[]> {
  const { here, beside, far } = schools;
  const { mentor, instructor, verifier, assessor, otherAssessor, chair, panelTwo, panelThree } = here.people;
  // Registered alone and with room for one case at a time, this assessor gets all of the first three and keeps the last.
  const own = await settle(here, groups.own, {
    sender: applicants.here.sender.email,
    teacher: instructor,
    panel: [chair, panelTwo, panelThree],
    assessorId: await register(here, assessor, 'MET.000.001668 2024'),
    accountId: mentor,
  });
  const assessorId = await register(here, otherAssessor, 'MET.000.002417 2025', 50);
  const colleagues = { teacher: mentor, panel: [panelTwo, panelThree], assessorId };
  const classmates = { ...colleagues, sender: applicants.here.otherSender.email, accountId: instructor };
  const neighbours = { ...colleagues, sender: applicants.beside.sender.email, accountId: verifier };
  const others = [
    settle(here, groups.same, classmates),
    settle(beside, groups.cohort, neighbours),
    settle(far, groups.city, await strangersOf(far, applicants.far.sender.email)),
  ];
  return [own, ...(await Promise.all(others))];
}

async function strangersOf(far: DemoSchool, sender: string): Promise<Staffing> {
  const { instructor, chair, panelTwo, assessor, verifier } = far.people;
  const assessorId = await register(far, assessor, 'MET.000.003100 2025', 50);
  return { sender, teacher: instructor, panel: [chair, panelTwo], assessorId, accountId: verifier };
}

type Staffing = Pick<Known, 'sender' | 'assessorId' | 'accountId'> & { teacher: string; panel: readonly string[] };

async function settle(school: DemoSchool, group: Class, { teacher, panel, ...rest }: Staffing): Promise<Known> {
  await learn(school, group);
  const cases = await assess(school, group);
  const minuteId = await draftMinute(school, cases, panel);
  return { ...rest, school, group, cases, minuteId, sessionId: await meet(school, teacher) };
}
