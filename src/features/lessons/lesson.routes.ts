import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { flash, page, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { lessonOf, moduleOf } from '../courses/index.ts';
import { findClassroom, learnerIn } from './classroom.service.ts';
import { classPage, lessonPage, nextAfter } from './lesson.page.ts';
import { openingOf } from './opening.rules.ts';
import { lessonPolicy } from './lesson.policy.ts';
import { lessonPaths } from './lessons.paths.ts';
import { lessonsRead, markRead } from './progress.service.ts';

export const lessonRoutes = Router();

type Params = { cohortId: string };
type LessonParams = Params & { module: string; lesson: string };

const loadClassroom = withAbilities(loadClass, { teach: lessonPolicy.teach });

lessonRoutes.get(
  lessonPaths.course.pattern,
  guard(lessonPolicy.read, loadClassroom, (_req, res, view) =>
    page(res, 'lessons/class', classPage(view, speechOf(res), now())),
  ),
);

lessonRoutes.get(
  lessonPaths.lesson.pattern,
  guard(lessonPolicy.open, loadLesson, (_req, res, view) =>
    page(res, 'lessons/lesson', lessonPage(view, speechOf(res))),
  ),
);

lessonRoutes.post(
  lessonPaths.finish.pattern,
  guard(lessonPolicy.finish, loadLesson, async (req, res, view) => {
    await markRead(learnerIn(view).id, view.lesson.key, now());
    flash(req, 'lessons.marked', { title: view.lesson.title });
    seeOther(res, nextAfter(view, speechOf(res).lang).href);
  }),
);

async function loadClass(req: GuardedRequest<Params>) {
  const classroom = await findClassroom(req.actor, req.params.cohortId);
  const { enrolment } = classroom;
  const read = enrolment ? await lessonsRead(enrolment.id) : new Set<string>();
  const opening = openingOf(classroom.cohort, now());
  return { ...classroom, read, isLearner: enrolment !== undefined, opening };
}

async function loadLesson(req: GuardedRequest<LessonParams>) {
  const view = await loadClassroom(req);
  const module = moduleOf(view.curriculum, req.params.module);
  const lesson = lessonOf(view.curriculum, req.params.module, req.params.lesson);
  if (!module || !lesson) throw new NotFound();
  return { ...view, module, lesson };
}
