/** Everything a learner's home is made from, in as few questions to the database as possible. */
import { type CaseSummary, caseOf } from '../assessments/index.ts';
import { findOwnEnrolment } from '../admissions/index.ts';
import { type ClassMeeting, nextSession } from '../attendance/index.ts';
import { progressOf } from '../completion/index.ts';

export type Learning = Awaited<ReturnType<typeof progressOf>> &
  Readonly<{ inQuestion: CaseSummary | undefined; meeting: ClassMeeting | undefined }>;

/** How somebody stands in a cohort; undefined when they have no seat there (any more). */
export async function findLearning(account: string, cohort: string, now: Date): Promise<Learning | undefined> {
  const [enrolment, meeting] = await Promise.all([findOwnEnrolment(account, cohort), nextSession(cohort, now)]);
  if (!enrolment) return undefined;
  const progress = await progressOf(enrolment);
  // There is no case before completion, so most pages are spared the question.
  const inQuestion = progress.completion ? await caseOf(enrolment.id) : undefined;
  return { ...progress, inQuestion, meeting };
}
