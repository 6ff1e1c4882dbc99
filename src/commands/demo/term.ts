/** Opening a cohort of the demo, with dates that follow from its first day. */
import { latestCurriculum, latestScheme } from '../../features/courses/index.ts';
import {
  type Cohort,
  cohortStates,
  createCohort,
  moveCohort,
  type Programme,
} from '../../features/programmes/index.ts';
import { fromWib, isoDay } from '../../platform/format.ts';

const dayInMs = 86_400_000;

export const daysFromEndToExam = 4;

/** `edition` is the version of the curriculum, the latest one unless said; `days` from the first day to the last. */
export type Term = { number: number; seats: number; startsOn: Date; edition?: string; days?: number };

export async function openCohort(programme: Programme, centre: string, term: Term, by: string): Promise<Cohort> {
  const [curriculum, scheme] = await Promise.all([latestCurriculum(programme.course), latestScheme(programme.scheme)]);
  if (!curriculum || !scheme) throw new Error('the curriculum has not been published');
  const startsOn = fromWib(isoDay(term.startsOn));
  const after = (days: number) => new Date(startsOn.getTime() + days * dayInMs);
  const { days = 139 } = term;
  const cohort = await createCohort(
    programme.id,
    {
      centre,
      number: term.number,
      name: `Angkatan ${term.number}`,
      startsOn,
      endsOn: after(days),
      applicationsUntil: fromWib(isoDay(after(-14)), '23:59'),
      examOn: after(days + daysFromEndToExam),
      seats: term.seats,
      curriculum: term.edition ?? curriculum.version,
      scheme: scheme.version,
    },
    by,
  );
  await moveCohort(cohort.id, 'open', by);
  return { ...cohort, ...cohortStates.after('open') };
}
