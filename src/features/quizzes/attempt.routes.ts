/** Within an attempt: one question a page, the review before sending, and the result. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, wantsJson, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findAnswerKey, findCurriculum, moduleOf } from '../courses/index.ts';
import { closesAt } from '../lessons/index.ts';
import { findCohort, wayBack } from '../programmes/index.ts';
import { isUnfinished } from '../questions/index.ts';
import { answerForm, type Direction } from './answer.form.ts';
import { saveAnswer, type Saving } from './answer.service.ts';
import { questionPage, questionPath, type QuestionView, reviewPage } from './attempt.page.ts';
import { acceptsAnswers, closedBy, allowanceOf, withGrants } from './attempt.rules.ts';
import { findOwnAttempt, listAttempts } from './attempt.service.ts';
import { listGrants } from './grant.service.ts';
import { quizPolicy } from './quiz.policy.ts';
import { quizPaths } from './quizzes.paths.ts';
import { resultPage } from './result.page.ts';
import { submitAttempt } from './submission.service.ts';

export const attemptRoutes = Router();

type Params = { attemptId: string };
type QuestionParams = Params & { n: string };

attemptRoutes.get(
  quizPaths.question.pattern,
  guard(quizPolicy.take, loadQuestion, (_req, res, view) => {
    const at = now();
    if (!acceptsAnswers(view.attempt, at)) return seeOther(res, quizPaths.review(view.attempt.id));
    page(res, 'quizzes/question', questionPage(view, speechOf(res), at));
  }),
);

attemptRoutes.post(
  quizPaths.question.pattern,
  guard(quizPolicy.take, loadQuestion, async (req, res, view) => {
    const { attempt, question, asked } = view;
    const isDraft = wantsJson(req);
    const form = readForm(answerForm(question, asked, { isDraft }), req.body);
    if (!form.ok) return refuseAnswer(req, res, view, form.errors);
    const { answer: value, sequence, to } = form.value;
    const own = { id: attempt.id, account: req.actor.id };
    const at = now();
    // Of an attempt whose class was ended meanwhile the stored deadline says nothing.
    const saving = acceptsAnswers(attempt, at)
      ? await saveAnswer(own, { question: question.id, value, sequence }, at)
      : 'over';
    if (isDraft) return reportSaving(res, saving, { at, isUnfinished: isUnfinished(question, value) });
    goOn(req, res, view, saving, to);
  }),
);

attemptRoutes.get(
  quizPaths.review.pattern,
  guard(quizPolicy.take, loadAttempt, (_req, res, view) => {
    if (view.attempt.state === 'submitted') return seeOther(res, quizPaths.result(view.attempt.id));
    page(res, 'quizzes/review', reviewPage(view, speechOf(res), now()));
  }),
);

attemptRoutes.post(
  quizPaths.send.pattern,
  guard(quizPolicy.take, loadAttempt, async (_req, res, { attempt }) => {
    await submitAttempt(attempt.id, now());
    seeOther(res, quizPaths.result(attempt.id));
  }),
);

attemptRoutes.get(
  quizPaths.result.pattern,
  guard(quizPolicy.take, loadAttempt, async (_req, res, view) => {
    const { attempt, module, cohort } = view;
    if (attempt.state === 'open') return seeOther(res, quizPaths.review(attempt.id));
    const [attempts, grants, key] = await Promise.all([
      listAttempts(attempt.enrolment, attempt.quiz),
      listGrants(attempt.enrolment, attempt.quiz),
      findAnswerKey(attempt.curriculum, attempt.quiz),
    ]);
    const allowance = allowanceOf(withGrants(module.quiz, grants.length), attempts, closesAt(cohort), now());
    const mayReopen = wayBack(cohort, now()) === 'reopen';
    page(res, 'quizzes/result', resultPage({ ...view, allowance, key, mayReopen }, speechOf(res)));
  }),
);

async function loadAttempt(req: GuardedRequest<Params>) {
  const attempt = await findOwnAttempt(req.actor.id, req.params.attemptId);
  if (!attempt) throw new NotFound();
  const [curriculum, cohort] = await Promise.all([findCurriculum(attempt.curriculum), findCohort(attempt.cohort)]);
  const module = moduleOf(curriculum, attempt.quiz);
  if (!module || !cohort) throw new NotFound();
  return { attempt: closedBy(attempt, closesAt(cohort)), curriculum, module, cohort };
}

async function loadQuestion(req: GuardedRequest<QuestionParams>): Promise<QuestionView> {
  const view = await loadAttempt(req);
  const position = /^[1-9]\d?$/.test(req.params.n) ? Number(req.params.n) : 0;
  const asked = view.attempt.questions[position - 1];
  const question = view.module.quiz.questions.find(({ id }) => id === asked?.id);
  if (!asked || !question) throw new NotFound();
  return { ...view, question, asked, position };
}

type QuestionRequest = GuardedRequest<QuestionParams>;

function refuseAnswer(req: QuestionRequest, res: Response, view: QuestionView, errors: FormErrors): void {
  const [{ key, values }] = Object.values(errors) as [FormErrors[string]];
  if (wantsJson(req)) return void res.status(422).json({ state: 'refused', text: words(res)(key, values) });
  const typed = [typedValues(req.body).answer ?? []].flat();
  pageAgain(res, 'quizzes/question', { ...questionPage(view, speechOf(res), now(), typed), errors });
}

function reportSaving(res: Response, saving: Saving, { at, isUnfinished }: { at: Date; isUnfinished: boolean }): void {
  const { t, f } = speechOf(res);
  const saved = isUnfinished ? 'quizzes.savedUnfinished' : 'quizzes.savedAt';
  if (saving === 'saved') return void res.json({ state: saving, text: t(saved, { time: f.time(at) }) });
  res.status(409).json({ state: saving, text: t(saving === 'stale' ? 'quizzes.stale' : 'quizzes.over') });
}

function goOn(req: QuestionRequest, res: Response, view: QuestionView, saving: Saving, to: Direction): void {
  const { attempt, position } = view;
  if (saving !== 'saved') flash(req, saving === 'stale' ? 'quizzes.stale' : 'quizzes.over');
  const target = saving === 'stale' ? position : position + (to === 'previous' ? -1 : 1);
  const isQuestion = saving !== 'over' && to !== 'review' && attempt.questions[target - 1] !== undefined;
  seeOther(res, isQuestion ? questionPath(attempt, target) : quizPaths.review(attempt.id));
}
