/** Whom an end, a closing, or the way back concerns, and whether it still holds. */
import type { Bilingual } from '../../platform/i18n.ts';
import { listAccountsWithRole } from '../accounts/index.ts';
import { listEnrolments, listUndecided, admissionPaths } from '../admissions/index.ts';
import { cohortStates, findCohort, findProgramme, programmeStates, programmePaths } from '../programmes/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import type { News, Occasion, Reader } from './closing.rules.ts';

/** Those who learn and work in a cohort, and those whose application is undecided; of a programme, the latter alone. */
export async function findReaders({ kind, id }: Occasion): Promise<Reader[]> {
  const undecided = await listUndecided(kind === 'cohort' ? { cohort: id } : { programme: id });
  const applicants = undecided.map(({ applicant, cohort }): Reader => {
    return { account: applicant, as: 'applicant', path: admissionPaths.application(cohort) };
  });
  if (kind === 'programme') return applicants;
  const [enrolments, staff] = await Promise.all([listEnrolments(id), findStaff(id)]);
  return [
    ...applicants,
    ...enrolments.map(({ account }): Reader => ({ account, as: 'learner', path: lessonPaths.course(id) })),
    ...[...staff].map((account): Reader => ({ account, as: 'staff', path: programmePaths.cohort(id) })),
  ];
}

/** Those who teach or mentor in a cohort; who does both is one. */
export async function findStaff(cohort: string): Promise<ReadonlySet<string>> {
  const [instructors, mentors] = await Promise.all([
    listAccountsWithRole('instructor', cohort),
    listAccountsWithRole('mentor', cohort),
  ]);
  return new Set([...instructors, ...mentors].map(({ id }) => id));
}

/** What it is called; undefined when it was taken back or done anew since. */
export async function findOccasion({ kind, news, id, at }: Occasion): Promise<{ name: Bilingual } | undefined> {
  if (kind === 'cohort') {
    const cohort = await findCohort(id);
    const holds = cohort && isAsTold(cohortStates.is('ended', cohort.state), cohort.movedAt, news, at);
    return holds ? { name: { id: cohort.name, en: cohort.name } } : undefined;
  }
  const programme = await findProgramme(id);
  const holds = programme && isAsTold(programmeStates.is('closed', programme.state), programme.closedAt, news, at);
  return holds ? { name: programme.name } : undefined;
}

const isAsTold = (isOver: boolean, since: Date | undefined, news: News, at: string): boolean =>
  news === 'over' ? isOver && since?.toISOString() === at : !isOver;
