/** A programme with a cohort that takes applications, made by the services that the pages call. */
import { Types } from 'mongoose';
import { latestCurriculum, latestScheme } from '../../src/features/courses/index.ts';
import {
  type Cohort,
  createBody,
  createCentre,
  createCohort,
  createProgramme,
  findCohort,
  moveCohort,
  moveProgramme,
  type NewCohort,
} from '../../src/features/programmes/index.ts';
import { fromWib } from '../../src/platform/format.ts';
import { publishTestContent, testCourse } from '../support/curriculum.ts';
import type { NewProgramme } from '../../src/features/programmes/programme.service.ts';

const office = '0'.repeat(24);

/** While the cohort of `anOpenCohort` takes applications. */
export const enrolmentTime = fromWib('2026-11-21', '09:00');

export async function aProgramme(changes: Partial<NewProgramme> = {}) {
  await publishTestContent();
  const unique = String(new Types.ObjectId());
  const body = await createBody({ name: `LSP ${unique}`, city: '36.71', signatories: [], panelMinimum: 3 }, office);
  const centre = await createCentre(
    { name: `BLK ${unique}`, address: 'Jl. Uji 1', city: '36.71', capacity: 40 },
    office,
  );
  const programme = await createProgramme(
    {
      slug: `program-${unique}`,
      name: { id: 'Sekolah Ekspor', en: 'Export School' },
      summary: { id: 'Belajar ekspor.', en: 'Learn to export.' },
      city: { code: '36.71', name: 'Kota Tangerang' },
      organiser: 'Dinas Ketenagakerjaan',
      target: { count: 1000, unit: 'people', from: fromWib('2026-01-01'), until: fromWib('2027-12-31') },
      eligibility: { regionPrefixes: ['36.71'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true },
      completion: { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 },
      course: testCourse,
      scheme: 'skema-uji',
      body: body.id,
      ...changes,
    },
    office,
    enrolmentTime,
  );
  return { programme, centre, body };
}

export async function aNewCohort(changes: Partial<NewCohort> = {}, programmeChanges: Partial<NewProgramme> = {}) {
  const { programme, centre } = await aProgramme(programmeChanges);
  const [curriculum, scheme] = await Promise.all([latestCurriculum(testCourse), latestScheme('skema-uji')]);
  return createCohort(
    programme.id,
    {
      centre: centre.id,
      number: 1,
      name: 'Angkatan 1',
      applicationsUntil: fromWib('2027-01-10', '23:59'),
      startsOn: fromWib('2027-01-12'),
      endsOn: fromWib('2027-05-29'),
      examOn: fromWib('2027-06-05'),
      seats: 30,
      curriculum: curriculum!.version,
      scheme: scheme!.version,
      ...changes,
    },
    office,
  );
}

export async function anOpenCohort(
  changes: Partial<NewCohort> = {},
  programmeChanges: Partial<NewProgramme> = {},
): Promise<Cohort> {
  const cohort = await aNewCohort(changes, programmeChanges);
  await moveProgramme(cohort.programme, 'open', office);
  await moveCohort(cohort.id, 'open', office);
  return (await findCohort(cohort.id))!;
}
