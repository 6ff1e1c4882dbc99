/** Counting how far the people of a programme came. */
import { countAdmitted, countApplications, countBusinesses, countLearnersIn } from '../admissions/index.ts';
import { countDecisions } from '../assessments/index.ts';
import { countHolders, listCertifiedEnrolments } from '../certificates/index.ts';
import { countCompletions } from '../completion/index.ts';
import { openingOf } from '../lessons/index.ts';
import { listAllCohortsOf, type Programme } from '../programmes/index.ts';
import { type Finding, findingOf, type Funnel } from './funnel.rules.ts';

export type ProgrammeReport = Readonly<{ programme: Programme; funnel: Funnel; finding: Finding }>;

/** Six counts of people, each of them served by an index, and the target in its own unit. */
export async function reportOn(programme: Programme, now: Date): Promise<ProgrammeReport> {
  const { id } = programme;
  const [applied, admitted, active, completed, competent, certified] = await Promise.all([
    countApplications(id),
    countAdmitted(id),
    countLearning(id, now),
    countCompletions({ programme: id }),
    countDecisions({ programme: id, outcome: 'competent' }),
    countHolders({ programmes: [id] }, now),
  ]);
  const funnel = { applied, admitted, active, completed, competent, certified };
  const reached = programme.target.unit === 'people' ? certified : await countCertifiedBusinesses(id, now);
  return { programme, funnel, finding: findingOf(programme.target, reached, now) };
}

/** Those whose class goes on: not those whose class is still to begin, nor those whose class is over. */
async function countLearning(programmeId: string, now: Date): Promise<number> {
  const cohorts = await listAllCohortsOf([programmeId]);
  const going = cohorts.filter((cohort) => openingOf(cohort, now).kind === 'open');
  return countLearnersIn(going.map(({ id }) => id));
}

const countCertifiedBusinesses = async (programmeId: string, now: Date): Promise<number> =>
  countBusinesses(await listCertifiedEnrolments(programmeId, now));
