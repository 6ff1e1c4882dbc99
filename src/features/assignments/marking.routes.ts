/** Marking: the queue of an instructor's cohorts, and one work with its rubric. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { type FormValues, readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { must } from '../../platform/must.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';
import { type Speech, speechOf } from '../../platform/speech.ts';
import { type Actor, findPeople, scopesOf } from '../accounts/index.ts';
import { assignmentOf, findCurriculum } from '../courses/index.ts';
import { findCohort } from '../programmes/index.ts';
import { markingPolicy } from './assignment.policy.ts';
import { assignmentPaths } from './assignments.paths.ts';
import { type MarkForm, markErrors, markForm, markValues } from './marking.form.ts';
import {
  conflictPage,
  markingAgain,
  markingPage,
  type MarkingView,
  newVersionPage,
  queuePage,
} from './marking.page.ts';
import { findMarkProblems } from './marking.rules.ts';
import { giveMarks, type MarkingOutcome, saveMarks } from './marking.service.ts';
import { gatherQueue } from './marking.view.ts';
import { findNextWaiting, listMarkChanges, queueStates } from './queue.service.ts';
import { findSentWork, type Work } from './submission.service.ts';
import { submissionStates } from './submission.states.ts';

export const markingRoutes = Router();

type Params = { submissionId: string };
type MarkingRequest = GuardedRequest<Params>;

const queueQuery = z
  .object({
    keadaan: z.enum(queueStates).default(submissionStates.after('send').state),
    angkatan: z.string().default(''),
    ...pageField,
  })
  .transform((asked) => ({ state: asked.keadaan, only: asked.angkatan, ...pageNumberOf(asked) }));

markingRoutes.get(
  assignmentPaths.queue.pattern,
  guard(markingPolicy.queue, nothing, async (req, res) => {
    const { state, only, pageNumber } = readQuery(queueQuery, req.query);
    const own = scopesOf(req.actor, 'instructor');
    const cohort = own.find((id) => id === only);
    const gathered = await gatherQueue(own, { cohort, state, page: pageNumber });
    page(res, 'assignments/queue', queuePage({ ...gathered, state, cohort }, speechOf(res)));
  }),
);

markingRoutes.get(
  assignmentPaths.next.pattern,
  guard(markingPolicy.queue, nothing, async (req, res) => goToNext(req.actor, res)),
);

markingRoutes.get(
  assignmentPaths.mark.pattern,
  guard(markingPolicy.mark, loadMarking, (_req, res, view) =>
    page(res, 'assignments/mark', markingPage(view, speechOf(res))),
  ),
);

markingRoutes.post(
  assignmentPaths.mark.pattern,
  guard(markingPolicy.mark, loadMarking, async (req, res, view) => {
    const typed = typedValues(req.body);
    const form = readForm(markForm(view.assignment.rubric), req.body);
    const { decision, marks } = form.ok ? form.value : { decision: 'draft' as const, marks: undefined };
    const problems = marks && decision !== 'draft' ? findMarkProblems(view.assignment.rubric, marks, decision) : [];
    const errors = form.ok ? markErrors(problems) : form.errors;
    if (!form.ok && typed.version !== String(view.work.sent)) return showNewVersion(req, res, view);
    if (!form.ok) return refuse(req, res, view, typed, errors);
    const outcome = await putMarks(view, form.value, problems.length > 0, req.actor.id);
    if (outcome.kind === 'conflict') return showConflict(req, res, form.value);
    if (problems.length > 0) return refuse(req, res, { ...view, work: outcome.work }, typed, errors);
    answer(req, res, outcome, decision, view.people.get(view.work.account)?.name ?? '');
  }),
);

/** Marks that cannot be given yet are kept as a draft, so that nothing is lost. */
function putMarks(view: MarkingView, form: MarkForm, isUnfinished: boolean, by: string): Promise<MarkingOutcome> {
  const { decision, marks, version, revision: seen } = form;
  const place = { work: view.work, assignment: view.assignment, version, seen };
  if (decision === 'draft' || isUnfinished) return saveMarks(place, marks, by, now());
  return giveMarks(place, { ...marks, outcome: decision }, by, now());
}

/** Autosave asks for JSON; a form without JavaScript asks for a page. */
const wantsJson = (req: MarkingRequest) => req.accepts(['html', 'json']) === 'json';

function refuse(
  req: MarkingRequest,
  res: Response,
  view: MarkingView,
  typed: FormValues,
  errors: Parameters<typeof markingAgain>[2],
): void {
  const speech = speechOf(res);
  const [{ key, values }] = Object.values(errors) as [(typeof errors)[string]];
  if (wantsJson(req)) return void res.status(422).json({ state: 'refused', text: speech.t(key, values) });
  pageAgain(res, 'assignments/mark', markingAgain(view, typed, errors, speech));
}

async function showConflict(req: MarkingRequest, res: Response, { version, marks }: MarkForm): Promise<void> {
  const speech = speechOf(res);
  const view = await loadMarking(req);
  const { work } = view;
  if (version !== work.sent) return showNewVersion(req, res, view);
  if (!wantsJson(req)) return page(res.status(409), 'assignments/mark', conflictPage(view, marks, speech));
  const stored = work.marking ? { stored: savedMarks(work.marking, speech) } : {};
  res.status(409).json({ state: 'stale', text: speech.t('assignments.markedMeanwhile'), ...stored });
}

/** Marks of a version that is no longer the last one are for work that nobody will see again. */
function showNewVersion(req: MarkingRequest, res: Response, view: MarkingView): void {
  const speech = speechOf(res);
  const shown = newVersionPage(view, speech);
  if (wantsJson(req)) return void res.status(409).json({ state: 'stale', text: shown.notice });
  page(res.status(409), 'assignments/mark', shown);
}

/** `typed` lets a page whose answer got lost see that what is stored is its own. */
const savedMarks = (marking: NonNullable<Work['marking']>, { t, f }: Speech) => ({
  state: 'saved',
  revision: marking.revision,
  text: t('assignments.savedAt', { time: f.time(marking.at) }),
  typed: markValues(marking),
});

function answer(
  req: MarkingRequest,
  res: Response,
  { work, told }: MarkingOutcome,
  decision: MarkForm['decision'],
  name: string,
): void {
  if (wantsJson(req)) return void res.json(savedMarks(must(work.marking, 'the marks that were saved'), speechOf(res)));
  const how = told ? speechOf(res).t(`accounts.told.${told}`, { name }) : '';
  flash(req, `assignments.decided.${decision}`, { told: how });
  seeOther(res, decision === 'draft' ? assignmentPaths.mark(work.id) : assignmentPaths.queue());
}

async function goToNext(actor: Actor, res: Response): Promise<void> {
  const next = await findNextWaiting(scopesOf(actor, 'instructor'), actor.id);
  seeOther(res, next ? assignmentPaths.mark(next) : assignmentPaths.queue());
}

async function loadMarking(req: MarkingRequest): Promise<MarkingView> {
  const work = await findSentWork(req.params.submissionId, scopesOf(req.actor, 'instructor'));
  const cohort = work && (await findCohort(work.cohort));
  if (!work || !cohort) throw new NotFound();
  const [curriculum, changes] = await Promise.all([findCurriculum(work.curriculum), listMarkChanges(work.id)]);
  const assignment = assignmentOf(curriculum, work.assignment);
  if (!assignment) throw new NotFound();
  const markers = work.versions.flatMap(({ marks }) => (marks ? [marks.by] : []));
  const ids = [work.account, ...markers, ...changes.map(({ by }) => by), ...(work.marking ? [work.marking.by] : [])];
  return { work, assignment, curriculum, cohort, changes, people: await findPeople(ids), actorId: req.actor.id };
}
