/** Before an attempt: the rules of a quiz, and the start. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page, seeOther } from '../../platform/page.ts';
import { moduleOf } from '../courses/index.ts';
import { findClassroom } from '../lessons/index.ts';
import { questionPath } from './attempt.page.ts';
import { closingOf, standingOf } from './attempt.rules.ts';
import { attemptRoutes } from './attempt.routes.ts';
import { listAttempts, startAttempt } from './attempt.service.ts';
import { quizPage, type Speech } from './quiz.page.ts';
import { quizPolicy } from './quiz.policy.ts';

export const quizRoutes = Router();

quizRoutes.get(
  '/kelas/:cohortId/kuis/:module',
  guard(quizPolicy.read, loadQuiz, (_req, res, view) =>
    page(res, 'quizzes/show', quizPage(view, res.locals as Speech, now())),
  ),
);

quizRoutes.post(
  '/kelas/:cohortId/kuis/:module/mulai',
  guard(quizPolicy.start, loadQuiz, async (_req, res: Response, { cohort, enrolment, module }) => {
    const attempt = await startAttempt({ cohort, enrolment: enrolment!, quiz: module.quiz }, now());
    seeOther(res, questionPath(attempt, 1));
  }),
);

quizRoutes.use(attemptRoutes);

async function loadQuiz(req: GuardedRequest<{ cohortId: string; module: string }>) {
  const { cohort, curriculum, enrolment } = await findClassroom(req.actor, req.params.cohortId);
  const module = moduleOf(curriculum, req.params.module);
  if (!module) throw new NotFound();
  const attempts = enrolment ? await listAttempts(enrolment.id, module.quiz.id) : [];
  const standing = standingOf(module.quiz, attempts, closingOf(cohort.endsOn), now());
  const isLearner = enrolment !== undefined;
  return { cohort, cohortId: cohort.id, curriculum, enrolment, module, attempts, standing, isLearner };
}
