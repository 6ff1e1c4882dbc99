/** Counting how far the people of a programme came. */
import { countAdmitted, countApplications, countBusinesses, countEnrolments } from '../admissions/index.ts';
import { countDecisions } from '../assessments/index.ts';
import { countHolders, listCertifiedEnrolments } from '../certificates/index.ts';
import { countCompletions } from '../completion/index.ts';
import type { Programme } from '../programmes/index.ts';
import { type Finding, findingOf, type Funnel } from './funnel.rules.ts';

export type ProgrammeReport = Readonly<{ programme: Programme; funnel: Funnel; finding: Finding }>;

/** Six counts of people, each of them served by an index on the programme, and the target in its own unit. */
export async function reportOn(programme: Programme, now: Date): Promise<ProgrammeReport> {
  const { id } = programme;
  const [applied, admitted, active, completed, competent, certified] = await Promise.all([
    countApplications(id),
    countAdmitted(id),
    countEnrolments({ programme: id }),
    countCompletions({ programme: id }),
    countDecisions({ programme: id, outcome: 'competent' }),
    countHolders({ programmes: [id] }, now),
  ]);
  const funnel = { applied, admitted, active, completed, competent, certified };
  const reached = programme.target.unit === 'people' ? certified : await countCertifiedBusinesses(id, now);
  return { programme, funnel, finding: findingOf(programme.target, reached, now) };
}

const countCertifiedBusinesses = async (programmeId: string, now: Date): Promise<number> =>
  countBusinesses(await listCertifiedEnrolments(programmeId, now));
