/** What the page before an attempt shows: the rules, where one stands, the attempts so far. Pure. */
import { must } from '../../platform/must.ts';
import type { Crumb } from '../../platform/page.ts';
import type { Path } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Person } from '../accounts/index.ts';
import type { Module } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { graceSeconds, minutesLeft, resultOf, type Allowance, withGrants } from './attempt.rules.ts';
import type { Attempt } from './attempt.service.ts';
import type { Grant } from './grant.service.ts';
import { quizPaths } from './quizzes.paths.ts';

export const quizPath = (cohortId: string, module: Module): Path => quizPaths.quiz(cohortId, module.slug);

/** The module in its class, and the quiz, which is a link from within an attempt. */
export function crumbsOf(cohortId: string, module: Module, { t, lang }: Speech, { isWithin = false } = {}): Crumb[] {
  return [
    { text: `${module.code} ${module.title[lang]}`, href: lessonPaths.course(cohortId) },
    { text: t('quizzes.quiz'), ...(isWithin ? { href: quizPath(cohortId, module) } : {}) },
  ];
}

export type QuizView = {
  cohortId: string;
  module: Module;
  attempts: readonly Attempt[];
  grants: readonly Grant[];
  allowance: Allowance;
  isLearner: boolean;
  /** Who gave the attempts that were granted. */
  people: ReadonlyMap<string, Person>;
  /** Whom a learner without an attempt has to ask. */
  instructors: readonly Person[];
};

export function quizPage(view: QuizView, speech: Speech, now: Date) {
  const { cohortId, module, attempts, grants, allowance, isLearner } = view;
  const quiz = withGrants(module.quiz, grants.length);
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  return {
    title: quiz.title[speech.lang],
    crumbs: crumbsOf(cohortId, module, speech),
    quiz,
    graceSeconds,
    isLearner,
    allowance: allowance.kind,
    attemptsLeft: Math.max(0, quiz.attempts - attempts.length),
    startPath: quizPaths.start(cohortId, module.slug),
    open: allowance.kind === 'open' ? openAttempt(allowance.attempt, now) : undefined,
    opensAt: allowance.kind === 'before' ? allowance.opensAt : undefined,
    waitUntil: allowance.kind === 'waiting' ? allowance.until : undefined,
    result: submitted.length > 0 ? resultOf(submitted.flatMap(({ score }) => score ?? [])) : undefined,
    cohortId,
    assignment: module.assignment.id,
    lessonsPath: lessonPaths.lessonOf(cohortId, must(module.lessons[0], `a lesson of ${module.slug}`).key),
    instructors: view.instructors.map(({ name }) => name).join(', '),
    grants: namedGrants(grants, view.people),
    attempts: submitted.map(({ id, n, submittedAt, score }) => ({
      n,
      submittedAt,
      score,
      href: quizPaths.result(id),
    })),
  };
}

/** Grants with the name of who gave each. */
export const namedGrants = (grants: readonly Grant[], people: ReadonlyMap<string, Person>) =>
  grants.map(({ by, ...grant }) => ({ ...grant, by: people.get(by)?.name ?? '' }));

const openAttempt = (attempt: Extract<Allowance, { kind: 'open' }>['attempt'], now: Date) => ({
  href: quizPaths.review(attempt.id),
  deadline: attempt.deadline,
  minutes: minutesLeft(attempt, now),
});
