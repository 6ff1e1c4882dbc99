/** What the page before an attempt shows: the rules, where one stands, the attempts so far. Pure. */
import type { Formatter } from '../../platform/format.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { Crumb } from '../../platform/page.ts';
import type { Module } from '../courses/index.ts';
import { graceSeconds, minutesLeft, resultOf, type Standing } from './attempt.rules.ts';
import type { Attempt } from './attempt.service.ts';

/** How this request speaks. */
export type Speech = { t: Translate; f: Formatter; lang: Language };

export const attemptPath = (attemptId: string): string => `/kuis/${attemptId}`;
export const quizPath = (cohortId: string, module: Module): string => `/kelas/${cohortId}/kuis/${module.slug}`;

/** The module in its class, and the quiz, which is a link from within an attempt. */
export function crumbsOf(cohortId: string, module: Module, { t, lang }: Speech, { isWithin = false } = {}): Crumb[] {
  return [
    { text: `${module.code} ${module.title[lang]}`, href: `/kelas/${cohortId}` },
    { text: t('quizzes.quiz'), ...(isWithin ? { href: quizPath(cohortId, module) } : {}) },
  ];
}

export type QuizView = {
  cohortId: string;
  module: Module;
  attempts: readonly Attempt[];
  standing: Standing;
  isLearner: boolean;
};

export function quizPage(view: QuizView, speech: Speech, now: Date) {
  const { cohortId, module, attempts, standing, isLearner } = view;
  const { quiz } = module;
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  return {
    title: quiz.title[speech.lang],
    crumbs: crumbsOf(cohortId, module, speech),
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
