/** What those who mark see: the queue, and a work beside its rubric. Pure. */
import type { FormErrors, FormValues } from '../../platform/forms.ts';
import { must } from '../../platform/must.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Person } from '../accounts/index.ts';
import type { Assignment, Curriculum } from '../courses/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type GivenMarks, rubricFields, rubricRows } from '../rubrics/index.ts';
import { stateView } from './assignment.page.ts';
import { assignmentPaths } from './assignments.paths.ts';
import { markValues } from './marking.form.ts';
import { type LoggedChange, type QueueEntry, type QueueState, queueStates } from './queue.service.ts';
import { workStateOf } from './submission.rules.ts';
import type { SentVersion, Work } from './submission.service.ts';
import { submissionStates } from './submission.states.ts';
import { fileLines } from './work-files.page.ts';

type People = ReadonlyMap<string, Person>;
export type QueueView = {
  listed: Paged<QueueEntry & { title: Assignment['title'] | undefined }>;
  state: QueueState;
  cohort: string | undefined;
  cohorts: ReadonlyMap<string, Cohort>;
  people: People;
};

export function queuePage(view: QueueView, speech: Speech) {
  const { t, lang } = speech;
  const cohortOptions = [...view.cohorts.values()].map(({ id, name }) => ({ value: id, text: name }));
  const values = { keadaan: view.state, angkatan: view.cohort ?? '' };
  return {
    title: t('assignments.queue'),
    total: view.listed.total,
    rows: view.listed.items.map((entry) => queueRow(entry, view, speech)),
    isWaiting: submissionStates.is('waiting', view.state),
    filters: {
      states: queueStates.map((state) => ({ value: state, text: t(`assignments.queueState.${state}`) })),
      cohorts: cohortOptions,
    },
    values,
    ...pagerOf(view.listed, assignmentPaths.queue(), values),
    lang,
  };
}

function queueRow(entry: QueueView['listed']['items'][number], { state, people, cohorts }: QueueView, speech: Speech) {
  const marker = entry.markedBy && people.get(entry.markedBy)?.name;
  return {
    href: assignmentPaths.mark(entry.id),
    name: people.get(entry.account)?.name ?? '',
    title: entry.title?.[speech.lang] ?? entry.assignment,
    cohort: cohorts.get(entry.cohort)?.name ?? '',
    version: entry.version,
    sentAt: entry.sentAt,
    late: entry.late,
    state: stateView(workStateOf({ state, ...(entry.markedBy ? { marking: true } : {}) }), speech),
    marker,
  };
}

export type MarkingView = {
  work: Work;
  assignment: Assignment;
  curriculum: Curriculum;
  cohort: Cohort;
  people: People;
  changes: readonly LoggedChange[];
  actorId: string;
};

/** `typed` are the marks to fill the form with; without them it shows the draft marks. */
export function markingPage(view: MarkingView, speech: Speech, typed?: FormValues) {
  const { work, assignment, curriculum, cohort, people } = view;
  const { t, lang } = speech;
  const latest = must(work.versions.at(-1), 'a version of a work to be marked');
  const name = people.get(work.account)?.name ?? '';
  return {
    title: name,
    crumbs: [{ text: t('assignments.queue'), href: assignmentPaths.queue() }, { text: name }],
    scripts: ['assignments.js'],
    assignmentTitle: assignment.title[lang],
    cohort: cohort.name,
    language: curriculum.language,
    assignment,
    path: assignmentPaths.mark(work.id),
    /** What marks kept on the device are kept under: a computer may be shared, and each version is marked anew. */
    key: `${view.actorId}/${work.id}/${latest.n}`,
    /** The form comes back with what was typed. */
    isAgain: typed !== undefined,
    state: stateView(workStateOf(work), speech),
    isOpen: submissionStates.can('saveMarks', work.state),
    version: shownVersion(view, latest),
    earlier: work.versions
      .slice(0, -1)
      .reverse()
      .map((version) => shownVersion(view, version)),
    criteria: rubricFields(assignment.rubric),
    revision: work.marking?.revision ?? 0,
    values: typed ?? (work.marking ? markValues(work.marking) : {}),
    otherMarker: otherMarker(view),
    changes: view.changes.map((change) => ({ ...change, by: people.get(change.by)?.name ?? '' })),
  };
}

const shownVersion = ({ work, assignment, people }: MarkingView, version: SentVersion) => ({
  ...version,
  files: fileLines(work, version.files),
  feedback: version.marks && {
    ...version.marks,
    by: people.get(version.marks.by)?.name ?? '',
    rubric: rubricRows(assignment.rubric, version.marks),
  },
});

/** Somebody else who has begun to mark this work. */
function otherMarker({ work, people, actorId }: MarkingView) {
  const { marking } = work;
  return marking && marking.by !== actorId ? { name: people.get(marking.by)?.name ?? '', at: marking.at } : undefined;
}

/** Somebody marked a version that another one has replaced: theirs are put away, as they judge what is not shown here. */
export const newVersionPage = (view: MarkingView, speech: Speech) => ({
  ...markingPage(view, speech),
  notice: speech.t('assignments.newVersion', { n: view.work.sent }),
});

/** Both marks side by side: what somebody else has put there meanwhile, and what was typed here. */
export function conflictPage(view: MarkingView, typed: GivenMarks, speech: Speech) {
  const { work, assignment, people } = view;
  const theirs = work.marking ?? work.versions.at(-1)?.marks;
  const theirRows = rubricRows(assignment.rubric, theirs);
  const own = rubricRows(assignment.rubric, typed);
  return {
    ...markingPage(view, speech, markValues(typed)),
    notice: theirs ? undefined : speech.t('assignments.markedMeanwhile'),
    conflict: theirs && {
      name: people.get(theirs.by)?.name ?? '',
      at: theirs.at,
      isGiven: !submissionStates.can('saveMarks', work.state),
      comments: { theirs: theirs.comment, own: typed.comment },
      rows: own.map((row, index) => ({
        title: row.title,
        own: row,
        theirs: must(theirRows[index], 'the same row of the other marks'),
      })),
    },
  };
}

export const markingAgain = (view: MarkingView, typed: FormValues, errors: FormErrors, speech: Speech) => ({
  ...markingPage(view, speech, typed),
  errors,
});
