/** A cohort's assignments as its members read them: the list, one of them, its receipts and its files. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { findStoredFile, sendStoredFile } from '../../platform/files/index.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { scopesOf } from '../accounts/index.ts';
import type { Form } from '../courses/index.ts';
import { findClassroom } from '../lessons/index.ts';
import { receiptQuery } from './assignment.form.ts';
import { listPage } from './assignment-list.page.ts';
import { assignmentPage, receiptPage } from './assignment.page.ts';
import { assignmentPolicy } from './assignment.policy.ts';
import { assignmentPaths } from './assignments.paths.ts';
import { type ClassAssignment, findClassAssignment } from './class-assignment.service.ts';
import { formPage } from './paper.page.ts';
import { findWorkFile, listOwnWork } from './submission.service.ts';

export const assignmentRoutes = Router();

type ClassParams = { cohortId: string };
export type AssignmentParams = ClassParams & { assignment: string };
type FileParams = { submissionId: string; fileId: string };

assignmentRoutes.get(
  assignmentPaths.list.pattern,
  guard(assignmentPolicy.read, loadClass, async (_req, res, classroom) => {
    const { enrolment } = classroom;
    const works = enrolment ? await listOwnWork(enrolment.id) : new Map<string, never>();
    const view = { ...classroom, works, isLearner: enrolment !== undefined };
    page(res, 'assignments/index', listPage(view, speechOf(res), now()));
  }),
);

assignmentRoutes.get(
  assignmentPaths.one.pattern,
  guard(assignmentPolicy.read, loadAssignment, (_req, res, view) =>
    page(res, 'assignments/show', assignmentPage(view, speechOf(res), now())),
  ),
);

assignmentRoutes.get(
  assignmentPaths.form.pattern,
  guard(assignmentPolicy.read, loadAssignment, (_req, res, view) => showForm(res, view, view.module.template)),
);

assignmentRoutes.get(
  assignmentPaths.example.pattern,
  guard(assignmentPolicy.read, loadAssignment, (_req, res, view) => showForm(res, view, view.module.example)),
);

assignmentRoutes.get(
  assignmentPaths.receipt.pattern,
  guard(assignmentPolicy.work, loadAssignment, (req, res, view) => {
    const { version: wanted = view.work?.sent } = readQuery(receiptQuery, req.query);
    const version = view.work?.versions.find(({ n }) => n === wanted);
    if (!version) throw new NotFound();
    page(res, 'assignments/receipt', receiptPage(view, version, speechOf(res)));
  }),
);

assignmentRoutes.get(
  assignmentPaths.file.pattern,
  guard(assignmentPolicy.readFile, loadFile, async (_req, res, { file }) =>
    sendStoredFile(res, await findStoredFile(file.id), { inline: true }),
  ),
);

/** The form to print, or an example of good work on it. */
function showForm(res: Response, view: ClassAssignment, form: Form | undefined): void {
  if (!form) throw new NotFound();
  page(res, 'assignments/form', formPage(view, form, speechOf(res)));
}

async function loadClass(req: GuardedRequest<ClassParams>) {
  return findClassroom(req.actor, req.params.cohortId);
}

export async function loadAssignment(req: GuardedRequest<AssignmentParams>): Promise<ClassAssignment> {
  return findClassAssignment(req.actor, req.params, now());
}

async function loadFile(req: GuardedRequest<FileParams>) {
  const reader = { account: req.actor.id, cohorts: scopesOf(req.actor, 'instructor') };
  const found = await findWorkFile(req.params, reader);
  if (!found) throw new NotFound();
  return found;
}
