/** What a learner sees of one assignment. Pure. */
import type { Question } from '../../platform/confirmed.ts';
import { uploadField } from '../../platform/files/index.ts';
import type { FormErrors, FormProblem } from '../../platform/forms.ts';
import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Assignment } from '../courses/index.ts';
import { type Shut, lessonPaths } from '../lessons/index.ts';
import { rubricRows } from '../rubrics/index.ts';
import { workUploads } from './assignment.form.ts';
import { assignmentPaths } from './assignments.paths.ts';
import type { ClassAssignment } from './class-assignment.service.ts';
import { isLate, isOpenToLearner, maxTextLength, stateOf, type WorkState, workStateOf } from './submission.rules.ts';
import type { SentVersion, Work } from './submission.service.ts';
import { submissionStates } from './submission.states.ts';
import { fileLines } from './work-files.page.ts';

/** The picture of each state of a work, for the state partial. */
const looks: Record<WorkState, string> = {
  notStarted: '',
  draft: 'now',
  submitted: 'now',
  marking: 'now',
  returned: 'warn',
  accepted: 'good',
};

export const stateView = (state: WorkState, { t }: Speech) => ({
  kind: looks[state],
  text: t(`assignments.state.${state}`),
});

/** The last moment before it is late, so that a page names the day on which people can still send. */
export const lastMoment = (due: Date): Date => new Date(due.getTime() - 1);

export const removalQuestion = (
  { cohort, assignment }: Pick<ClassAssignment, 'cohort' | 'assignment'>,
  name: string,
  { t, lang }: Speech,
): Question => ({
  title: t('assignments.removeTitle', { name }),
  crumbs: [
    { text: t('assignments.title'), href: assignmentPaths.list(cohort.id) },
    { text: assignment.title[lang], href: assignmentPaths.one(cohort.id, assignment.id) },
    { text: t('assignments.removeButton') },
  ],
  consequences: [t('assignments.removeSays')],
  button: t('assignments.removeButton'),
  back: assignmentPaths.one(cohort.id, assignment.id),
});

/** Why a learner cannot work on it now. */
export function refusalOf(opening: Shut, { f }: Pick<Speech, 'f'>): FormProblem {
  return opening.kind === 'before'
    ? { key: 'assignments.refused.before', values: { date: f.dateTime(opening.opensAt) } }
    : { key: 'assignments.refused.over', values: { date: f.dateTime(opening.since) } };
}

export function assignmentPage(view: ClassAssignment, speech: Speech, now: Date) {
  const { cohort, curriculum, module, assignment, due, work, opening } = view;
  const isLearner = view.enrolment !== undefined;
  const isTheirTurn = isLearner && isOpenToLearner(stateOf(work));
  const { t, lang } = speech;
  const state = workStateOf(work);
  const latest = work?.versions.at(-1);
  return {
    title: assignment.title[lang],
    crumbs: [
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: t('assignments.title'), href: assignmentPaths.list(cohort.id) },
      { text: `${module.code} ${assignment.title[lang]}` },
    ],
    scripts: ['assignments.js'],
    assignment,
    language: curriculum.language,
    draftPath: assignmentPaths.draft(cohort.id, assignment.id),
    sendPath: assignmentPaths.send(cohort.id, assignment.id),
    forms: [
      ...(module.template
        ? [{ text: t('assignments.toForm'), href: assignmentPaths.form(cohort.id, assignment.id) }]
        : []),
      ...(module.example
        ? [{ text: t('assignments.toExample'), href: assignmentPaths.example(cohort.id, assignment.id) }]
        : []),
    ],
    due: lastMoment(due),
    isOverdue: isLate(due, now) && !latest,
    isLearner,
    state: isLearner ? stateView(state, speech) : undefined,
    isWaiting: submissionStates.is('waiting', work?.state),
    isMarking: state === 'marking',
    isAccepted: submissionStates.is('accepted', work?.state),
    isReturned: submissionStates.is('returned', work?.state),
    isUnsent: submissionStates.is('draft', stateOf(work)),
    isOpen: isTheirTurn && opening.kind === 'open',
    refusal: isTheirTurn && opening.kind !== 'open' ? refusalOf(opening, speech) : undefined,
    rubric: rubricRows(assignment.rubric),
    isRubricOpen: state === 'notStarted',
    draft: draftOf(view, speech),
    feedback: submissionStates.is('marked', work?.state) ? latest?.marks && feedbackOf(assignment, latest) : undefined,
    versions: work ? [...work.versions].reverse().map((version) => versionOf(view, work, version)) : [],
  };
}

function draftOf({ assignment, work, enrolment }: ClassAssignment, { lang }: Speech) {
  const files = work?.draft.files ?? [];
  return {
    /** What a text kept on the device is kept under; a phone may be shared by two learners of a class. */
    key: `${enrolment?.id}/${assignment.id}`,
    text: work?.draft.text ?? '',
    link: work?.draft.link ?? '',
    mayBeLink: assignment.mayBeLink === true,
    mayBeText: assignment.mayBeText === true,
    revision: work?.draft.revision ?? 0,
    savedAt: work?.draft.savedAt,
    files: work ? fileLines(work, files) : [],
    room: assignment.maxFiles - files.length,
    maxTextLength,
    upload: uploadField(workUploads({ assignment, work }), lang),
  };
}

const feedbackOf = (assignment: Assignment, { marks, n }: SentVersion) =>
  marks && {
    n,
    comment: marks.comment,
    percent: marks.percent,
    at: marks.at,
    rubric: rubricRows(assignment.rubric, marks),
  };

export function versionOf(
  { assignment, cohort }: Pick<ClassAssignment, 'assignment' | 'cohort'>,
  work: Work,
  version: SentVersion,
) {
  return {
    ...version,
    files: fileLines(work, version.files),
    receiptHref: withQuery(assignmentPaths.receipt(cohort.id, assignment.id), { versi: version.n }),
    feedback: feedbackOf(assignment, version),
  };
}

export function receiptPage(view: ClassAssignment, version: SentVersion, { t, lang }: Speech) {
  const { assignment, cohort, curriculum, module } = view;
  const path = assignmentPaths.one(cohort.id, assignment.id);
  return {
    title: t('assignments.receiptTitle'),
    crumbs: [
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: `${module.code} ${assignment.title[lang]}`, href: path },
      { text: t('assignments.receiptTitle') },
    ],
    assignmentTitle: assignment.title[lang],
    cohort: cohort.name,
    path,
    version,
  };
}

/** The page again: the draft as it is stored, what was typed, and what is wrong. */
export const assignmentAgain = (
  view: ClassAssignment,
  typed: Readonly<{ text: string; link: string }>,
  errors: FormErrors,
  speech: Speech,
  now: Date,
) => ({
  ...assignmentPage(view, speech, now),
  values: { ...typed },
  errors,
  storedText: view.work && view.work.draft.text !== typed.text && 'text' in errors ? view.work.draft.text : undefined,
});
