/** The assignments of a class, as a learner sees them. Pure. */
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Curriculum, Module } from '../courses/index.ts';
import { type Opening, lessonPaths } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { lastMoment, stateView } from './assignment.page.ts';
import { assignmentPaths } from './assignments.paths.ts';
import { dueAt, isLate, isOpenToLearner, stateOf, workOpening, workStateOf } from './submission.rules.ts';
import type { Work } from './submission.service.ts';
import { submissionStates } from './submission.states.ts';

export type ListView = {
  cohort: Cohort;
  curriculum: Curriculum;
  works: ReadonlyMap<string, Work>;
  isLearner: boolean;
};

export function listPage({ cohort, curriculum, works, isLearner }: ListView, speech: Speech, now: Date) {
  const { t, lang } = speech;
  const rows = curriculum.modules.map((module) => rowOf(module, works.get(module.assignment.id), cohort, speech, now));
  const toDo = rows.filter(({ isOpen, opening }) => isOpen && !opening);
  return {
    title: t('assignments.title'),
    crumbs: [
      { text: t('assignments.home'), href: shellPaths.home() },
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: t('assignments.title') },
    ],
    cohort: cohort.name,
    isLearner,
    rows,
    next: isLearner ? (toDo.find(({ isReturned }) => isReturned) ?? toDo.find(({ isSent }) => !isSent)) : undefined,
    isAllDone: isLearner && !rows.some(({ isOpen }) => isOpen),
  };
}

function rowOf(module: Module, work: Work | undefined, cohort: Cohort, speech: Speech, now: Date) {
  const { assignment } = module;
  const due = dueAt(cohort.startsOn, assignment.dueWeek);
  const state = workStateOf(work);
  const percent = work?.versions.at(-1)?.marks?.percent;
  const opening = workOpening(cohort, stateOf(work), now);
  return {
    code: module.code,
    title: assignment.title[speech.lang],
    href: assignmentPaths.one(cohort.id, assignment.id),
    due: lastMoment(due),
    required: assignment.required,
    state: stateView(state, speech),
    isReturned: submissionStates.is('returned', work?.state),
    isSent: (work?.sent ?? 0) > 0,
    isOpen: isOpenToLearner(stateOf(work)),
    opening: openingText(opening, speech),
    isOverdue: isLate(due, now) && (work?.sent ?? 0) === 0,
    percent: submissionStates.is('accepted', work?.state) ? percent : undefined,
  };
}

/** When it opens, or that it is closed; nothing while it can be sent. */
function openingText(opening: Opening, { t, f }: Speech): string | undefined {
  if (opening.kind === 'open') return undefined;
  return opening.kind === 'before'
    ? t('assignments.opensAt', { date: f.dateTime(opening.opensAt) })
    : t('assignments.closed');
}
