/** The ids of one class, by the names that they have in paths. */
import type { DemoSchool } from '../../../src/commands/demo/school.ts';
import { Account } from '../../../src/features/accounts/account.model.ts';
import { findOwnApplication } from '../../../src/features/admissions/index.ts';
import { findOwnWork } from '../../../src/features/assignments/index.ts';
import { findCertificate } from '../../../src/features/certificates/certificate.service.ts';
import { HeldModel } from '../../../src/features/certificates/held.model.ts';
import { findCurriculum } from '../../../src/features/courses/index.ts';
import { listAttempts } from '../../../src/features/quizzes/attempt.service.ts';
import type { Owner } from './expectation.ts';
import type { Cases, Class } from './class.ts';

/** Values of path parameters by their names. */
export type Things = Readonly<Record<string, string>>;
export type ThingsByOwner = Readonly<Partial<Record<Owner, Things>>>;

export type Known = Readonly<{
  school: DemoSchool;
  group: Class;
  cases: Cases;
  /** The e-mail address of who sent an application. */
  sender: string;
  sessionId: string;
  minuteId: string;
  assessorId: string;
  /** Somebody who works for the cohort. */
  accountId: string;
}>;

export async function thingsOf(known: Known): Promise<ThingsByOwner> {
  const { school, sessionId, minuteId, assessorId, accountId } = known;
  const shared = { cohortId: school.running.id, programmeId: school.programme.id };
  const [student, candidate, graduate, sender] = await Promise.all([
    ofStudent(known),
    ofCandidate(known),
    ofGraduate(known),
    ofSender(known),
  ]);
  return {
    student: { ...shared, ...student, sessionId, assessorId, accountId },
    candidate: { ...shared, ...candidate, minuteId },
    graduate: { ...shared, ...graduate },
    drafter: shared,
    sender: { ...shared, ...sender },
  };
}

async function ofStudent({ school, group, cases }: Known): Promise<Things> {
  const { enrolment } = group.student;
  const { modules } = await findCurriculum(school.running.curriculum);
  const { slug, lessons, assignment, images } = modules[1]!;
  const [attempt] = await listAttempts(enrolment.id, slug);
  const work = await findOwnWork(enrolment.id, assignment.id);
  const [unit] = cases.student.units;
  const [piece] = cases.student.evidence;
  return {
    enrolmentId: enrolment.id,
    module: slug,
    lesson: lessons[0]!.slug,
    image: Object.keys(images)[0]!,
    phase: 'end',
    assignment: assignment.id,
    attemptId: attempt!.id,
    n: '1',
    submissionId: work!.id,
    fileId: work!.versions[0]!.files[0]!.id,
    kind: 'pdf',
    caseId: cases.student.id,
    code: unit!,
    evidenceId: piece!.id,
  };
}

async function ofCandidate({ cases }: Known): Promise<Things> {
  const files = cases.candidate.evidence.flatMap((piece) => piece.files);
  await makeHeld(cases);
  return { caseId: cases.candidate.id, fileId: String(files[0]!.id), kind: 'pdf' };
}

/** As if the candidate's certificate waited, so that what manages waiting ones has one to show. */
async function makeHeld({ candidate: { id, number, account, body } }: Cases): Promise<void> {
  const texts = [{ kind: 'holder' as const, text: '李', characters: ['李'] }];
  const at = new Date();
  await HeldModel.create([{ case: id, number, account, body, cause: 'text', texts, since: at, lastTriedAt: at }]);
}

async function ofGraduate({ cases }: Known): Promise<Things> {
  const certificate = await findCertificate({ case: cases.graduate.id });
  if (!certificate) throw new Error('the graduate has no certificate');
  return { certificateId: certificate.id, code: certificate.code };
}

async function ofSender({ school, sender }: Known): Promise<Things> {
  const account = await Account.findOne({ email: sender }, { _id: 1 }).lean();
  const application = await findOwnApplication(school.running.id, String(account!._id));
  return { applicationId: application!.id, fileId: application!.checks.nib.proofs[0]!.file, kind: 'pdf' };
}
