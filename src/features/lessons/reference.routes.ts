/** What a class has at hand beside its lessons: pictures, the glossary, the handbook, and notes for those who teach. */
import { Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../../platform/errors.ts';
import { field, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findNotesOf, moduleOf } from '../courses/index.ts';
import { findClassroom } from './classroom.service.ts';
import { lessonPolicy } from './lesson.policy.ts';
import { lessonPaths } from './lessons.paths.ts';
import { glossaryPage, handbookPage, notesPage } from './reference.page.ts';

export const referenceRoutes = Router();

type Params = { cohortId: string };
type ModuleParams = Params & { module: string };

const yearInSeconds = 31_536_000;

referenceRoutes.get(
  lessonPaths.image.pattern,
  guard(lessonPolicy.read, loadModule, (req: GuardedRequest<ModuleParams & { image: string }>, res, { module }) => {
    const { image } = req.params;
    const svg = Object.hasOwn(module.images, image) ? module.images[image] : undefined;
    if (svg === undefined) throw new NotFound();
    // Opened by itself it may style itself and nothing else. A cohort's curriculum never changes, so neither does this.
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    res.set('Cache-Control', `private, max-age=${yearInSeconds}, immutable`);
    res.type('image/svg+xml').send(svg);
  }),
);

const glossaryQuery = z
  .object({
    huruf: z
      .string()
      .regex(/^[a-z0-9]$/)
      .optional()
      .catch(undefined),
    cari: field.search(60),
  })
  .transform(({ huruf: initial, cari: search }) => ({ initial, search }));

referenceRoutes.get(
  lessonPaths.glossary.pattern,
  guard(lessonPolicy.read, loadClass, (req, res, classroom) => {
    page(
      res,
      'lessons/glossary',
      glossaryPage({ ...classroom, ...readQuery(glossaryQuery, req.query) }, speechOf(res)),
    );
  }),
);

referenceRoutes.get(
  lessonPaths.handbook.pattern,
  guard(lessonPolicy.read, loadClass, (_req, res, classroom) => {
    const { handbook } = classroom.curriculum;
    if (!handbook) throw new NotFound();
    page(res, 'lessons/reading', handbookPage({ ...classroom, handbook }, speechOf(res)));
  }),
);

referenceRoutes.get(
  lessonPaths.notes.pattern,
  guard(lessonPolicy.teach, loadModule, async (_req, res, { cohort, curriculum, module }) => {
    const notes = await findNotesOf(curriculum.version, module.slug);
    if (!notes) throw new NotFound();
    page(res, 'lessons/reading', notesPage({ cohort, curriculum, module, notes }, speechOf(res)));
  }),
);

async function loadClass(req: GuardedRequest<Params>) {
  return findClassroom(req.actor, req.params.cohortId);
}

async function loadModule(req: GuardedRequest<ModuleParams>) {
  const classroom = await loadClass(req);
  const module = moduleOf(classroom.curriculum, req.params.module);
  if (!module) throw new NotFound();
  return { ...classroom, module };
}
