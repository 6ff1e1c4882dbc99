/** A quiz as a line of what is to be done: what the learner can do about it now, or whom to ask. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { quizPaths } from '../quizzes/index.ts';
import type { Task } from './card.page.ts';
import type { DueItem } from './learner.rules.ts';

type QuizItem = Extract<DueItem, { kind: 'quiz' }>;

export function quizTask({ quiz, module, stance }: QuizItem, cohort: string, speech: Speech): Task {
  const href = stance.is === 'running' ? quizPaths.review(stance.attempt) : quizPaths.quiz(cohort, module.slug);
  return { title: quiz.title[speech.lang], href, ...stanceText({ quiz, stance }, speech) };
}

function stanceText(
  { quiz, stance }: Pick<QuizItem, 'quiz' | 'stance'>,
  { t, f }: Speech,
): Pick<Task, 'state' | 'hint'> {
  switch (stance.is) {
    case 'running':
      return {
        state: { kind: 'warn', text: t('home.quizRunning') },
        hint: t('home.quizRunningHint', { time: f.time(stance.deadline) }),
      };
    case 'scoring':
      return { state: { kind: 'now', text: t('home.quizScoring') }, hint: t('home.quizScoringHint') };
    case 'cooling':
      return {
        state: { kind: '', text: t('home.quizCooling') },
        hint: t('home.quizCoolingHint', { time: f.time(stance.until) }),
      };
    case 'ready':
      return {
        state: { kind: 'now', text: t('home.work.open') },
        hint: t('home.quizFacts', { questions: quiz.draw, minutes: quiz.minutes, count: stance.left }),
      };
    default:
      return { state: { kind: 'warn', text: t('home.quizUsedUp') }, hint: t('home.quizUsedUpHint') };
  }
}
