/** What a learner does about an assignment: saves the draft, by a form or by itself, and sends the work. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { askNow } from '../../platform/confirmed.ts';
import { receive, uploadErrors, type Uploads } from '../../platform/files/index.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, seeOther } from '../../platform/page.ts';
import { type Speech, speechOf } from '../../platform/speech.ts';
import { fits } from '../../platform/text.rules.ts';
import { learnerIn } from '../lessons/index.ts';
import { workForm, workUploads } from './assignment.form.ts';
import { assignmentAgain, refusalOf, removalQuestion } from './assignment.page.ts';
import { assignmentPolicy } from './assignment.policy.ts';
import { type AssignmentParams, loadAssignment } from './assignment.routes.ts';
import { assignmentPaths } from './assignments.paths.ts';
import type { ClassAssignment } from './class-assignment.service.ts';
import { readLink } from './link.rules.ts';
import { findFileProblem, isAnswered, maxTextLength } from './submission.rules.ts';
import type { Work } from './submission.service.ts';
import { changeWork, type WorkOutcome, type WorkPlace } from './work.service.ts';

export const workRoutes = Router();

workRoutes.post(
  assignmentPaths.draft.pattern,
  guard(assignmentPolicy.work, loadAssignment, receive(workUploads, takeWork(false))),
);

workRoutes.post(
  assignmentPaths.send.pattern,
  guard(assignmentPolicy.work, loadAssignment, receive(workUploads, takeWork(true))),
);

type WorkRequest = GuardedRequest<AssignmentParams>;

/** What is right is kept, whatever else is wrong: a text outlives a refused file, and a file a text that is too long. */
function takeWork(isSending: boolean) {
  return async (req: WorkRequest, res: Response, view: ClassAssignment, uploads: Uploads): Promise<void> => {
    const form = readForm(workForm, req.body);
    if (!form.ok) return showAgain(res, view, typedIn(req), form.errors);
    const { text, revision, confirmed } = form.value;
    const removal = fileToRemove(view, form.value.remove);
    // A question carries only the file along; what was typed is kept before it is asked.
    const remove = removal && confirmed === undefined ? undefined : form.value.remove;
    const link = linkIn(view, form.value.link);
    const files = { added: uploads.accepted.length, isSending: isSending && !uploads.problem };
    const isOtherwise = isAnswered(view.assignment, { text, link: link.link ?? view.work?.draft.link ?? '' });
    const errors = {
      ...textErrors(typedIn(req).text),
      ...link.errors,
      ...fileErrors(view, files, remove, isOtherwise),
      ...uploadErrors(uploads),
    };
    const outcome = await changeWork(
      placeOf(view),
      {
        seen: revision,
        send: isSending && Object.keys(errors).length === 0,
        ...('text' in errors || confirmed ? {} : { text }),
        ...(link.link === undefined ? {} : { link: link.link }),
        ...(errors.files?.key === 'assignments.tooManyFiles' ? {} : { add: uploads.accepted }),
        ...(remove === undefined ? {} : { remove }),
      },
      now(),
    );
    if (wantsJson(req)) return report(res, outcome, errors);
    const isAsked = removal && remove === undefined && outcome.kind === 'saved' && Object.keys(errors).length === 0;
    if (isAsked) return askBeforeRemoval(req, res, view, { file: removal, revision: outcome.work.draft.revision });
    answer(req, res, { ...view, work: outcome.work }, { outcome, errors, isSending });
  };
}

const fileToRemove = ({ work }: ClassAssignment, id: string | undefined) =>
  work?.draft.files.find((file) => file.id === id);

type Removal = Readonly<{ file: Readonly<{ id: string; name: string }>; revision: number }>;

function askBeforeRemoval(req: WorkRequest, res: Response, view: ClassAssignment, { file, revision }: Removal): void {
  const speech = speechOf(res);
  askNow(req, res, removalQuestion(view, file.name, speech), { remove: file.id, revision: String(revision) });
}

function typedIn(req: WorkRequest) {
  const { text = '', link = '' } = typedValues(req.body);
  return { text: String(text), link: String(link) };
}

/** Only where the task takes links; what cannot be one leaves the stored one as it is. */
function linkIn({ assignment }: ClassAssignment, typed: string | undefined): { link?: string; errors: FormErrors } {
  if (!assignment.mayBeLink || typed === undefined) return { errors: {} };
  const reading = readLink(typed);
  if (reading.ok) return { link: reading.link, errors: {} };
  return { errors: { link: { key: `assignments.${reading.problem}`, values: {} } } };
}

const textErrors = (text: string): FormErrors =>
  fits(text, maxTextLength) ? {} : { text: { key: 'platform.tooLong', values: { max: maxTextLength } } };

function fileErrors(
  { work, assignment }: ClassAssignment,
  { added, isSending }: { added: number; isSending: boolean },
  remove: string | undefined,
  isOtherwise: boolean,
): FormErrors {
  const kept = work?.draft.files.filter(({ id }) => id !== remove).length ?? 0;
  const problem = findFileProblem({ kept, added, max: assignment.maxFiles, isSending }, isOtherwise);
  return problem ? fileError(problem, assignment) : {};
}

const fileError = (
  problem: 'tooManyFiles' | 'fileNeeded',
  { maxFiles: max, mayBeLink, mayBeText }: ClassAssignment['assignment'],
): FormErrors => ({
  files:
    problem === 'tooManyFiles'
      ? { key: 'assignments.tooManyFiles', values: { max } }
      : { key: mayBeLink || mayBeText ? 'assignments.answerNeeded' : 'assignments.fileNeeded', values: {} },
});

const placeOf = (view: ClassAssignment): WorkPlace => ({
  enrolment: learnerIn(view),
  curriculum: view.cohort.curriculum,
  assignment: view.assignment,
  due: view.due,
});

type Taken = { outcome: WorkOutcome; errors: FormErrors; isSending: boolean };

function answer(req: WorkRequest, res: Response, view: ClassAssignment, { outcome, errors, isSending }: Taken): void {
  const { kind } = outcome;
  if (kind === 'sent' || (kind === 'closed' && isSending))
    return seeOther(res, assignmentPaths.receipt(view.cohort.id, view.assignment.id));
  if (kind === 'stale') return showAgain(res.status(409), view, typedIn(req), { text: stale });
  if (kind === 'shut') {
    const { opening } = outcome;
    return showAgain(res.status(403), { ...view, opening }, typedIn(req), {
      text: refusalOf(opening, speechOf(res)),
    });
  }
  if (kind === 'fileNeeded' || kind === 'tooManyFiles') {
    return showAgain(res, view, typedIn(req), fileError(kind, view.assignment));
  }
  if (Object.keys(errors).length > 0) return showAgain(res, view, typedIn(req), errors);
  flash(req, kind === 'closed' ? 'assignments.alreadySent' : 'assignments.draftSaved');
  seeOther(res, assignmentPaths.one(view.cohort.id, view.assignment.id));
}

const stale = { key: 'assignments.stale', values: {} } as const;

function showAgain(res: Response, view: ClassAssignment, typed: ReturnType<typeof typedIn>, errors: FormErrors): void {
  if (res.statusCode === 200) res.status(422);
  page(res, 'assignments/show', assignmentAgain(view, typed, errors, speechOf(res), now()));
}

/** Autosave asks for JSON; a form without JavaScript asks for a page. */
const wantsJson = (req: WorkRequest) => req.accepts(['html', 'json']) === 'json';

/** `typed` lets a page whose answer got lost see that what is stored is its own. */
const savedDraft = ({ draft }: Work, { t, f }: Speech) => ({
  state: 'saved',
  revision: draft.revision,
  text: t('assignments.savedAt', { time: f.time(draft.savedAt) }),
  typed: { text: draft.text, link: draft.link ?? '' },
});

function report(res: Response, outcome: WorkOutcome, errors: FormErrors): void {
  const { kind, work } = outcome;
  const speech = speechOf(res);
  const { t } = speech;
  if (kind === 'shut') {
    const { key, values } = refusalOf(outcome.opening, speech);
    return void res.status(403).json({ state: kind, text: t(key, values) });
  }
  const [problem] = Object.values(errors);
  if (kind === 'saved' && !problem) return void res.json(savedDraft(work, speech));
  if (problem) {
    // What was right is kept, which makes a new revision.
    const revision = kind === 'saved' ? { revision: work.draft.revision } : {};
    return void res.status(422).json({ state: 'refused', text: t(problem.key, problem.values), ...revision });
  }
  const text = t(kind === 'closed' ? 'assignments.alreadySent' : 'assignments.stale');
  res
    .status(409)
    .json({ state: kind, text, ...(kind === 'stale' && work ? { stored: savedDraft(work, speech) } : {}) });
}
