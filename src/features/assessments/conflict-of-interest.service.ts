/** Who has had to do with a learner before: nobody assesses, or decides on, somebody they taught, mentored or marked. */
import { listAccountsWhoEverHeld } from '../accounts/index.ts';
import { listEnrolmentsEver } from '../admissions/index.ts';
import { markersOf } from '../assignments/index.ts';
import { teachersOf } from '../attendance/index.ts';
import { CaseModel } from './case.model.ts';
import type { Tie } from './routing.rules.ts';

export type Ties = ReadonlyMap<string, readonly Tie[]>;

/**
 * Everybody with a tie to this learner, over all the cohorts that the learner has ever been in. A tie outlives the role that
 * made it and the learner's seat: otherwise taking a mentor's role away would make an impartial assessor of the mentor.
 */
export async function findTies(accountId: string, enrolmentId: string, cohortId: string): Promise<Ties> {
  const others = (await listEnrolmentsEver(accountId)).filter(({ id }) => id !== enrolmentId);
  const seats = [
    { enrolment: enrolmentId, cohort: cohortId },
    ...others.map(({ id, cohort }) => ({ enrolment: id, cohort })),
  ];
  const found = new Map<string, Tie[]>();
  const add = (people: readonly string[], tie: Tie) => {
    for (const person of people) found.set(person, [...new Set([...(found.get(person) ?? []), tie])]);
  };
  await Promise.all(
    seats.map(async ({ enrolment, cohort }) => {
      const [teachers, markers, instructors, mentors] = await Promise.all([
        teachersOf(enrolment),
        markersOf(enrolment),
        listAccountsWhoEverHeld('instructor', cohort),
        listAccountsWhoEverHeld('mentor', cohort),
      ]);
      add([...teachers, ...instructors], 'taught');
      add(mentors, 'mentored');
      add(markers, 'marked');
    }),
  );
  return found;
}

/**
 * Assessors with a conflict of interest that they declared, or for which a recommendation of theirs was set aside. It is
 * with the person, so it holds for every case of theirs.
 */
export async function findDeclaredConflicts(account: string): Promise<ReadonlySet<string>> {
  const cases = await CaseModel.find({ account }, { declines: 1, setAside: 1 }).lean();
  const declared = cases.flatMap(({ declines }) => declines.filter(({ kind }) => kind === 'conflict'));
  const found = cases.flatMap(({ setAside }) => setAside.filter(({ kind }) => kind === 'conflict'));
  return new Set([
    ...declared.map(({ assessor }) => assessor),
    ...found.map(({ recommendation }) => recommendation.by),
  ]);
}
