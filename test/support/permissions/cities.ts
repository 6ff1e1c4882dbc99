/** Three cohorts of two cities: the running one, another beside it at another training centre, and one far away. */
import { type DemoSchool, makeSchool } from '../../../src/commands/demo/school.ts';
import { demoPasswordHash, type StaffKey } from '../../../src/commands/demo/people.ts';
import { createAccount, grantRole, type Role } from '../../../src/features/accounts/index.ts';
import { registerAssessor } from '../../../src/features/assessors/index.ts';
import { latestCurriculum, latestScheme } from '../../../src/features/courses/index.ts';
import {
  type Cohort,
  createCentre,
  createCohort,
  findProgramme,
  moveCohort,
  type Programme,
} from '../../../src/features/programmes/index.ts';
import { publishTestContent, testCourse } from '../curriculum.ts';

const testScheme = 'skema-uji';

/** The first city, where the demo's people teach a cohort of the small test course, so that an exam is soon over. */
export async function schoolHere(now: Date): Promise<DemoSchool> {
  const school = await makeSchool(now, 60);
  await publishTestContent();
  const running = await openCohort(school, school.programme, school.running.centre, 7);
  const { admin, mentor, instructor } = school.people;
  await grantRole(mentor, { role: 'mentor', scope: running.id }, admin, now);
  await grantRole(instructor, { role: 'instructor', scope: running.id }, admin, now);
  return { ...school, running };
}

/** Another cohort of the same programme, in the same city, at a training centre of its own. */
export async function schoolBeside(school: DemoSchool): Promise<DemoSchool> {
  const { programme, people } = school;
  const building = { name: 'BLK Benda', address: 'Jalan Husein Sastranegara 8, Benda', city: '36.71', capacity: 40 };
  const centre = await createCentre(building, people.admin);
  return { ...school, running: await openCohort(school, programme, centre.id, 8) };
}

/** The programme of the other city with people of its own; none of the first city's has a role there. */
export async function schoolElsewhere(school: DemoSchool): Promise<DemoSchool> {
  const programme = (await findProgramme(school.elsewhere.programme))!;
  const running = await openCohort(school, programme, school.elsewhere.centre, 2);
  const { body } = programme;
  const employ = (key: string, role: Role, scope: string) => hire(school, key, role, scope);
  const own: Partial<Record<StaffKey, string>> = {
    verifier: await employ('verifikator', 'verifier', programme.id),
    instructor: await employ('instruktur', 'instructor', running.id),
    assessor: await employ('asesor', 'assessor', body),
    manager: await employ('sertifikasi', 'certification-manager', body),
    chair: await employ('pleno', 'panel-member', body),
    panelTwo: await employ('pleno2', 'panel-member', body),
    panelThree: await employ('pleno3', 'panel-member', body),
  };
  return { ...school, programme, body, running, people: { ...school.people, ...own } };
}

async function hire(school: DemoSchool, key: string, role: Role, scope: string): Promise<string> {
  const email = `${key}@pekalongan.example`;
  const account = { name: `Pegawai ${key}`, email, passwordHash: await demoPasswordHash(), roles: [{ role, scope }] };
  return createAccount(account, school.day(-140));
}

/** With the dates of the demo's running cohort, so that the same story can happen there. */
async function openCohort(
  { running, people }: DemoSchool,
  programme: Programme,
  centre: string,
  number: number,
): Promise<Cohort> {
  const { startsOn, endsOn, applicationsUntil, examOn } = running;
  const [curriculum, scheme] = await Promise.all([latestCurriculum(testCourse), latestScheme(testScheme)]);
  const content = { curriculum: curriculum!.version, scheme: scheme!.version };
  const term = { startsOn, endsOn, applicationsUntil, examOn, ...content };
  const made = await createCohort(
    programme.id,
    { ...term, centre, number, name: `Angkatan ${number}`, seats: 30 },
    people.admin,
  );
  await moveCohort(made.id, 'open', people.admin);
  return { ...made, state: 'open' };
}

/** Puts an assessor on the register of the body; with room for one case at a time unless said. */
export async function register(
  school: DemoSchool,
  account: string,
  registration: string,
  capacity = 1,
): Promise<string> {
  const licence = { from: school.day(-400), until: school.day(600) };
  const entry = { body: school.body, account, registration, licence, schemes: [testScheme], capacity };
  return (await registerAssessor(entry, school.people.manager)).id;
}
