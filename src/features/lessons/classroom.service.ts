import { NotFound } from '../../platform/errors.ts';
import type { Actor } from '../accounts/index.ts';
import { type Enrolment, findOwnEnrolment } from '../admissions/index.ts';
import { type Curriculum, findCurriculum } from '../courses/index.ts';
import { type Cohort, findCohort, mayReadCohort } from '../programmes/index.ts';

/** A cohort with the curriculum it is pinned to, and the enrolment there of whoever asks. */
export type Classroom = Readonly<{ cohort: Cohort; curriculum: Curriculum; enrolment: Enrolment | undefined }>;

/** Throws NotFound for a cohort in which the person neither learns nor works. */
export async function findClassroom(actor: Actor, cohortId: string): Promise<Classroom> {
  const [cohort, enrolment] = await Promise.all([findCohort(cohortId), findOwnEnrolment(actor.id, cohortId)]);
  if (!cohort || (!enrolment && !mayReadCohort(actor, cohort))) throw new NotFound();
  return { cohort, curriculum: await findCurriculum(cohort.curriculum), enrolment };
}
