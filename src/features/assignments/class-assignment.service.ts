import { NotFound } from '../../platform/errors.ts';
import type { Actor } from '../accounts/index.ts';
import type { Assignment, Module } from '../courses/index.ts';
import { type Classroom, findClassroom, type Opening } from '../lessons/index.ts';
import { dueAt, stateOf, workOpening } from './submission.rules.ts';
import { findOwnWork, type Work } from './submission.service.ts';

/** An assignment in a cohort's class, with the work of whoever asks. */
export type ClassAssignment = Classroom &
  Readonly<{ module: Module; assignment: Assignment; due: Date; work: Work | undefined; opening: Opening }>;

/** Throws NotFound for a class that the person is no member of, and for an assignment that its course does not have. */
export async function findClassAssignment(
  actor: Actor,
  { cohortId, assignment: id }: { cohortId: string; assignment: string },
  now: Date,
): Promise<ClassAssignment> {
  const classroom = await findClassroom(actor, cohortId);
  const { cohort, curriculum, enrolment } = classroom;
  const module = curriculum.modules.find(({ assignment }) => assignment.id === id);
  if (!module) throw new NotFound();
  const work = enrolment && (await findOwnWork(enrolment.id, id));
  const { assignment } = module;
  const opening = workOpening(cohort, stateOf(work), now);
  return { ...classroom, module, assignment, due: dueAt(cohort.startsOn, assignment.dueWeek), work, opening };
}
