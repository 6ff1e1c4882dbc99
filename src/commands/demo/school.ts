/**
 * The demo's city, school and staff: a pilot cohort near its end and one before it that was examined, one in the second week
 * of the whole semester, one that takes applications, and a programme in another city.
 */
import { createAccount, grantRole, scopeKinds } from '../../features/accounts/index.ts';
import { publishEdition } from '../../features/courses/index.ts';
import {
  type Cohort,
  createBody,
  createCentre,
  createProgramme,
  cohortStates,
  moveCohort,
  moveProgramme,
  type Programme,
} from '../../features/programmes/index.ts';
import { fromWib, isoDay } from '../../platform/format.ts';
import { demoPasswordHash, staff, type StaffKey, type StaffMember } from './people.ts';
import { daysFromEndToExam, openCohort, type Term } from './term.ts';

const dayInMs = 86_400_000;

export type DemoSchool = Readonly<{
  programme: Programme;
  body: string;
  /** Studies the pilot edition of three modules, so that its learners can have finished. */
  running: Cohort;
  /** Studied the same edition, has ended, and had its exam day. */
  finished: Cohort;
  /** Studies all modules, and is in its second week. */
  semester: Cohort;
  open: Cohort;
  elsewhere: Cohort;
  /** Who has finished before the class has taken the last lessons up to this day at the latest. */
  aheadBy?: Date;
  people: Readonly<Record<StaffKey, string>>;
  /** The moment that many days from now, at nine in the morning. */
  day: (offset: number) => Date;
}>;

export async function makeSchool(now: Date, seats: number): Promise<DemoSchool> {
  const day = (offset: number) => fromWib(isoDay(new Date(now.getTime() + offset * dayInMs)), '09:00');
  const people = await makeStaff(day(-190));
  const body = await createBody(tangerangBody, people.admin);
  const centre = await createCentre(
    { name: 'BLK Cipondoh', address: 'Jalan KH Hasyim Ashari 12, Cipondoh', city: '36.71', capacity: 60 },
    people.admin,
  );
  const programme = await openProgramme(tangerang(body.id, day), people.admin, day(-190));
  const pilot = await publishEdition(programme.course, pilotModules);
  const open = (number: number, startsOn: Date, more: Partial<Term> = {}) =>
    openCohort(programme, centre.id, { number, seats, startsOn, ...more }, people.admin);
  const finished = await open(3, day(-finishedAgo), { edition: pilot, days: finishedDays });
  const running = await open(4, day(-pilotAgo), { edition: pilot });
  const semester = await open(5, day(-semesterAgo));
  const next = await open(6, day(58));
  const elsewhere = await makeElsewhere(people.admin, day);
  const scopes = { programme: programme.id, centre: centre.id, cohort: running.id, body: body.id };
  await giveRoles(people, scopes, day(-160));
  for (const role of ['instructor', 'mentor'] as const) {
    await grantRole(people[role], { role, scope: finished.id }, people.admin, day(-150));
    await grantRole(people[role], { role, scope: semester.id }, people.admin, day(-60));
  }
  return { programme, body: body.id, running, finished, semester, open: next, elsewhere, people, day };
}

const pilotModules = ['03-spesifikasi-produk', '11-incoterms-2020', '13-kalkulasi-harga-ekspor'];
const pilotAgo = 86;
const semesterAgo = 9;
const finishedAgo = 124;
const finishedDays = 110;

/** How many days ago the cohort that has finished was examined. */
export const examinedAgo = finishedAgo - finishedDays - daysFromEndToExam;

/** The school as it stands to another of its cohorts: what happens there happens that much later, or earlier. */
const inCohort = (school: DemoSchool, running: Cohort, ago: number): DemoSchool => ({
  ...school,
  running,
  day: (offset) => school.day(offset + pilotAgo - ago),
});

export const inSemester = (school: DemoSchool): DemoSchool => inCohort(school, school.semester, semesterAgo);
export const inFinished = (school: DemoSchool): DemoSchool => inCohort(school, school.finished, finishedAgo);

/** Once everybody is admitted, the cohort begins. */
export async function beginTerm(school: DemoSchool): Promise<DemoSchool> {
  await moveCohort(school.running.id, 'closeApplications', school.people.admin);
  return { ...school, running: { ...school.running, ...cohortStates.after('closeApplications') } };
}

/** Once everybody has learned, the cohort ends. */
export const endTerm = ({ running, people }: DemoSchool): Promise<void> => moveCohort(running.id, 'end', people.admin);

const tangerangBody = {
  name: 'Lembaga Sertifikasi Sekolah Ekspor',
  city: '36.71',
  signatories: [
    { name: 'Handoko Setiawan', role: { id: 'Kepala Sekolah Ekspor', en: 'Head of the Export School' } },
    { name: 'Agus Prasetyo', role: { id: 'Manajer Sertifikasi', en: 'Certification Manager' } },
  ],
  panelMinimum: 3,
};

const rules = {
  completion: { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 },
  course: 'ekspor-pemula',
  scheme: 'persiapan-ekspor',
};

const tangerang = (body: string, day: DemoSchool['day']) => ({
  ...rules,
  slug: 'sekolah-ekspor-tangerang',
  name: { id: 'Sekolah Ekspor Kota Tangerang', en: 'Export School of Tangerang City' },
  summary: {
    id: 'Pelatihan gratis satu semester bagi pelaku usaha, sampai uji kompetensi dan sertifikat eksportir.',
    en: 'Free training of one semester for small businesses, up to the exam and the exporter certificate.',
  },
  city: { code: '36.71', name: 'Kota Tangerang' },
  organiser: 'Dinas Ketenagakerjaan Kota Tangerang',
  target: { count: 1000, unit: 'people' as const, from: day(-180), until: day(550) },
  eligibility: { regionPrefixes: ['36.71'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true },
  body,
});

/** Somebody from one city must see nothing of another, so there is another. */
async function makeElsewhere(admin: string, day: DemoSchool['day']): Promise<Cohort> {
  const body = await createBody(
    { ...tangerangBody, name: 'Lembaga Sertifikasi Batik Pekalongan', city: '33.75' },
    admin,
  );
  const centre = await createCentre(
    { name: 'BLK Pekalongan', address: 'Jalan Majapahit 5, Pekalongan', city: '33.75', capacity: 40 },
    admin,
  );
  const programme = await openProgramme(
    {
      ...tangerang(body.id, day),
      slug: 'sekolah-ekspor-pekalongan',
      name: { id: 'Sekolah Ekspor Kota Pekalongan', en: 'Export School of Pekalongan City' },
      city: { code: '33.75', name: 'Kota Pekalongan' },
      organiser: 'Dindagkop-UKM Kota Pekalongan',
      target: { count: 120, unit: 'businesses', from: day(-60), until: day(670) },
      eligibility: { regionPrefixes: ['33.75'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true },
    },
    admin,
    day(-60),
  );
  return openCohort(programme, centre.id, { number: 1, seats: 20, startsOn: day(93) }, admin);
}

async function openProgramme(input: Parameters<typeof createProgramme>[0], by: string, at: Date): Promise<Programme> {
  const programme = await createProgramme(input, by, at);
  await moveProgramme(programme.id, 'open', by);
  return programme;
}

async function makeStaff(at: Date): Promise<Record<StaffKey, string>> {
  const passwordHash = await demoPasswordHash();
  const made = Object.entries(staff).map(async ([key, { name, email, totpSecret }]: [string, StaffMember]) => [
    key,
    await createAccount({ name, email, passwordHash, totpSecret }, at),
  ]);
  const people = Object.fromEntries(await Promise.all(made)) as Record<StaffKey, string>;
  await grantRole(people.admin, { role: 'system-admin', scope: 'system' }, people.admin, at);
  return people;
}

type Scopes = { programme: string; centre: string; cohort: string; body: string };

async function giveRoles(people: Record<StaffKey, string>, scopes: Scopes, at: Date): Promise<void> {
  const scopeOf = { ...scopes, city: '36.71', system: 'system' };
  for (const [key, { role }] of Object.entries(staff)) {
    const scope = scopeOf[scopeKinds[role]];
    await grantRole(people[key as StaffKey], { role, scope }, people.admin, at);
  }
}
