/** Before an attempt: the rules of a quiz, and the start. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { page, seeOther } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { type Speech, speechOf } from '../../platform/speech.ts';
import { findPeople, listAccountsWithRole } from '../accounts/index.ts';
import { moduleOf } from '../courses/index.ts';
import { closesAt, findClassroom, learnerIn } from '../lessons/index.ts';
import { questionPath } from './attempt.page.ts';
import { allowanceOf, withGrants } from './attempt.rules.ts';
import { attemptRoutes } from './attempt.routes.ts';
import { listAttempts, startAttempt } from './attempt.service.ts';
import { exhaustedPage } from './grant.page.ts';
import { grantRoutes } from './grant.routes.ts';
import { listExhausted, listGrants } from './grant.service.ts';
import { quizPage } from './quiz.page.ts';
import { quizPolicy } from './quiz.policy.ts';
import { quizPaths } from './quizzes.paths.ts';

export const quizRoutes = Router();

const loadShown = withAbilities(loadQuiz, { seeExhausted: quizPolicy.seeExhausted });

type QuizRequest = GuardedRequest<{ cohortId: string; module: string }>;
type LoadedQuiz = Awaited<ReturnType<typeof loadShown>>;

quizRoutes.get(
  quizPaths.quiz.pattern,
  guard(quizPolicy.read, loadShown, async (req, res, view) => {
    const speech = speechOf(res);
    const [{ people, instructors }, exhausted] = await Promise.all([namesOf(view), exhaustedOf(req, view, speech)]);
    page(res, 'quizzes/show', { ...quizPage({ ...view, people, instructors }, speech, now()), exhausted });
  }),
);

quizRoutes.post(
  quizPaths.start.pattern,
  guard(quizPolicy.start, loadQuiz, async (_req, res: Response, view) => {
    const { cohort, module } = view;
    const attempt = await startAttempt({ cohort, enrolment: learnerIn(view), quiz: module.quiz }, now());
    seeOther(res, questionPath(attempt, 1));
  }),
);

quizRoutes.use(attemptRoutes, grantRoutes);

async function loadQuiz(req: QuizRequest) {
  const { cohort, curriculum, enrolment } = await findClassroom(req.actor, req.params.cohortId);
  const module = moduleOf(curriculum, req.params.module);
  if (!module) throw new NotFound();
  const [attempts, grants] = enrolment
    ? await Promise.all([listAttempts(enrolment.id, module.quiz.id), listGrants(enrolment.id, module.quiz.id)])
    : [[], []];
  const rules = withGrants(module.quiz, grants.length);
  const allowance = allowanceOf(rules, attempts, closesAt(cohort), now(), cohort.startsOn);
  const isLearner = enrolment !== undefined;
  return { cohort, cohortId: cohort.id, curriculum, enrolment, module, attempts, grants, allowance, isLearner };
}

/** Who granted an attempt to this learner, and, when none is left, who could. */
async function namesOf({ cohort, grants, allowance }: LoadedQuiz) {
  const [people, instructors] = await Promise.all([
    grants.length > 0 ? findPeople(grants.map(({ by }) => by)) : new Map<string, never>(),
    allowance.kind === 'usedUp' ? listAccountsWithRole('instructor', cohort.id) : [],
  ]);
  return { people, instructors };
}

/** For an instructor: the learners of the cohort who need them to go on. */
async function exhaustedOf(req: QuizRequest, { cohort, module, can }: LoadedQuiz, speech: Speech) {
  if (!can.seeExhausted) return undefined;
  const { pageNumber } = readQuery(pageQuery, req.query);
  const listed = await listExhausted(cohort, module.quiz, pageNumber, now());
  const ids = listed.items.flatMap(({ account, grants }) => [account, ...grants.map(({ by }) => by)]);
  const people = await findPeople(ids);
  return exhaustedPage({ cohort, module, listed, people, actorId: req.actor.id }, speech);
}
