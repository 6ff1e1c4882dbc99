import { NotFound } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import type { Actor } from '../accounts/index.ts';
import { type Enrolment, findOwnEnrolment } from '../admissions/index.ts';
import { type Curriculum, findCurriculum } from '../courses/index.ts';
import { type Cohort, findCohort, mayReadCohort } from '../programmes/index.ts';

/** A cohort with the curriculum it is pinned to, and the enrolment there of whoever asks. */
export type Classroom = Readonly<{ cohort: Cohort; curriculum: Curriculum; enrolment: Enrolment | undefined }>;

/** For acts that only a learner of the class may do: the policy has let nobody through who has no enrolment. */
export const learnerIn = ({ enrolment }: Pick<Classroom, 'enrolment'>): Enrolment =>
  must(enrolment, 'the enrolment of a learner');

/** Throws NotFound for a cohort in which the person neither learns nor works. */
export async function findClassroom(actor: Actor, cohortId: string): Promise<Classroom> {
  const [cohort, enrolment] = await Promise.all([findCohort(cohortId), findOwnEnrolment(actor.id, cohortId)]);
  if (!cohort || (!enrolment && !mayReadCohort(actor, cohort))) throw new NotFound();
  return { cohort, curriculum: await findCurriculum(cohort.curriculum), enrolment };
}
