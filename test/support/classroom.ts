/** A cohort that is learning the test course, and learners who have a seat in it. */
import { Types } from 'mongoose';
import { createAccount, grantRole } from '../../src/features/accounts/index.ts';
import { EnrolmentModel } from '../../src/features/admissions/enrolment.model.ts';
import { findOwnEnrolment } from '../../src/features/admissions/index.ts';
import { latestCurriculum, latestScheme } from '../../src/features/courses/index.ts';
import {
  type Cohort,
  createBody,
  createCentre,
  createCohort,
  createProgramme,
} from '../../src/features/programmes/index.ts';
import { hashPassword } from '../../src/platform/passwords.ts';
import type { Browser } from './browser.ts';
import { publishTestContent, testCourse } from './curriculum.ts';

export const password = 'kapal-gula-payung-merah';
const somebody = '0'.repeat(24);
const day = 86_400_000;

/** A cohort that started eight days before `now`, so that it is in its second week of four. */
export async function aCohort(now: Date, changes: { curriculum?: string } = {}): Promise<Cohort> {
  await publishTestContent();
  const [curriculum, scheme] = await Promise.all([latestCurriculum(testCourse), latestScheme('skema-uji')]);
  const named = String(new Types.ObjectId());
  const inDays = (days: number) => new Date(now.getTime() + days * day);
  const body = await createBody({ name: `LSP ${named}`, city: '36.71', signatories: [], panelMinimum: 3 }, somebody);
  const city = { code: '36.71', name: 'Kota Tangerang' };
  const centre = await createCentre(
    { name: `BLK ${named}`, address: 'Jl. Uji 1', city: city.code, capacity: 30 },
    somebody,
  );
  const programme = await createProgramme(
    {
      slug: `program-${named}`,
      name: { id: 'Program uji', en: 'Test programme' },
      summary: { id: 'Untuk pengujian.', en: 'For tests.' },
      city,
      organiser: 'Dinas Ketenagakerjaan',
      target: { count: 10, unit: 'people', from: inDays(-30), until: inDays(365) },
      eligibility: { regionPrefixes: ['36.71'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true },
      completion: { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 },
      course: testCourse,
      scheme: 'skema-uji',
      body: body.id,
    },
    somebody,
    now,
  );
  return createCohort(
    programme.id,
    {
      centre: centre.id,
      number: 1,
      name: 'Angkatan 1',
      startsOn: inDays(-8),
      endsOn: inDays(20),
      applicationsUntil: inDays(-10),
      examOn: inDays(25),
      seats: 30,
      curriculum: curriculum!.version,
      scheme: scheme!.version,
      ...changes,
    },
    somebody,
  );
}

/** Everybody has the same password, so it is hashed once. */
let sharedHash: Promise<string> | undefined;

/** Somebody with a seat in the cohort, who can sign in with the e-mail address and `password`. */
export async function aLearner(cohort: Cohort, now: Date) {
  const email = `${String(new Types.ObjectId())}@example.org`;
  const passwordHash = await (sharedHash ??= hashPassword(password));
  const account = await createAccount({ name: 'Sari Wulandari', email, passwordHash, roles: [] }, now);
  const enrolment = await addSeat(account, cohort, now);
  return { account, email, enrolment };
}

/** A seat in the cohort for somebody who has an account, as an accepted application gives one. */
export async function addSeat(account: string, cohort: Cohort, now: Date) {
  await EnrolmentModel.create({
    account,
    cohort: cohort.id,
    programme: cohort.programme,
    application: new Types.ObjectId(),
    admittedAt: now,
    state: 'active',
  } as never);
  await grantRole(account, { role: 'learner', scope: cohort.id }, somebody, now);
  return (await findOwnEnrolment(account, cohort.id))!;
}

/** Signs in through the real form. */
export async function signIn(browser: Browser, email: string): Promise<Browser> {
  await browser.open('/masuk');
  return browser.submit('/masuk', { contact: email, password });
}
