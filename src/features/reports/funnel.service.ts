/** Counting how far the people of a programme came. */
import { countAdmitted, countApplications, countEnrolments } from '../admissions/index.ts';
import { countDecisions } from '../assessments/index.ts';
import { countCertificates } from '../certificates/index.ts';
import { countCompletions } from '../completion/index.ts';
import type { Programme } from '../programmes/index.ts';
import { type Finding, findingOf, type Funnel } from './funnel.rules.ts';

export type ProgrammeReport = Readonly<{ programme: Programme; funnel: Funnel; finding: Finding }>;

/** Six counts, each of them served by an index on the programme. */
export async function reportOn(programme: Programme, now: Date): Promise<ProgrammeReport> {
  const { id } = programme;
  const [applied, admitted, active, completed, competent, certified] = await Promise.all([
    countApplications(id),
    countAdmitted(id),
    countEnrolments({ programme: id }),
    countCompletions({ programme: id }),
    countDecisions({ programme: id, outcome: 'competent' }),
    countCertificates({ programme: id }),
  ]);
  const funnel = { applied, admitted, active, completed, competent, certified };
  return { programme, funnel, finding: findingOf(programme.target, certified, now) };
}
