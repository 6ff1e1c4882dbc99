/** What the page before an attempt shows: the rules, where one stands, the attempts so far. Pure. */
import type { Formatter } from '../../platform/format.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { Crumb } from '../../platform/page.ts';
import type { Curriculum, Module } from '../courses/index.ts';
import { graceSeconds, minutesLeft, resultOf, type Standing } from './attempt.rules.ts';
import type { Attempt } from './attempt.service.ts';

/** How this request speaks. */
export type Speech = { t: Translate; f: Formatter; lang: Language };

export const attemptPath = (attemptId: string): string => `/kuis/${attemptId}`;
export const quizPath = (cohortId: string, module: Module): string => `/kelas/${cohortId}/kuis/${module.slug}`;

type QuizPlace = { cohortId: string; curriculum: Curriculum; module: Module };

/** The way to a quiz; `here` names the page within it. */
export function crumbsOf({ cohortId, curriculum, module }: QuizPlace, { t, lang }: Speech, here?: string): Crumb[] {
  return [
    { text: curriculum.title[lang], href: `/kelas/${cohortId}` },
    { text: `${module.code} ${module.title[lang]}` },
    ...(here === undefined
      ? [{ text: t('quizzes.quiz') }]
      : [{ text: t('quizzes.quiz'), href: quizPath(cohortId, module) }, { text: here }]),
  ];
}

export type QuizView = QuizPlace & { attempts: readonly Attempt[]; standing: Standing; isLearner: boolean };

export function quizPage(view: QuizView, speech: Speech, now: Date) {
  const { cohortId, module, attempts, standing, isLearner } = view;
  const { quiz } = module;
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  return {
    title: quiz.title[speech.lang],
    crumbs: crumbsOf(view, speech),
    quiz,
    graceSeconds,
    isLearner,
    standing: standing.kind,
    attemptsLeft: Math.max(0, quiz.attempts - attempts.length),
    startPath: `${quizPath(cohortId, module)}/mulai`,
    open: standing.kind === 'open' ? openAttempt(standing.attempt, now) : undefined,
    waitUntil: standing.kind === 'waiting' ? standing.until : undefined,
    result: submitted.length > 0 ? resultOf(submitted.flatMap(({ score }) => score ?? [])) : undefined,
    nextPath: `/kelas/${cohortId}/tugas/${module.assignment.id}`,
    lessonsPath: `/kelas/${cohortId}/materi/${module.lessons[0]!.key}`,
    attempts: submitted.map(({ id, n, submittedAt, score }) => ({
      n,
      submittedAt,
      score,
      href: `${attemptPath(id)}/hasil`,
    })),
  };
}

const openAttempt = (attempt: Extract<Standing, { kind: 'open' }>['attempt'], now: Date) => ({
  href: `${attemptPath(attempt.id)}/tinjau`,
  deadline: attempt.deadline,
  minutes: minutesLeft(attempt, now),
});
