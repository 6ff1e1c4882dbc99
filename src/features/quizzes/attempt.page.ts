/** What the pages of a running attempt show. Nothing here has seen an answer key. Pure. */
import { translator } from '../../platform/i18n.ts';
import { known } from '../../platform/must.ts';
import type { Path } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Curriculum, Module } from '../courses/index.ts';
import { isAnswered, nameChoices, type Question, type Value, viewOf } from '../questions/index.ts';
import type { AskedQuestion } from './attempt.model.ts';
import { acceptsAnswers, graceSeconds, minutesLeft } from './attempt.rules.ts';
import type { Attempt } from './attempt.service.ts';
import { crumbsOf } from './quiz.page.ts';
import { quizPaths } from './quizzes.paths.ts';

export type AttemptView = { attempt: Attempt; curriculum: Curriculum; module: Module };
export type QuestionView = AttemptView & { question: Question; asked: AskedQuestion; position: number };

/** The server's clock decides; the page only shows what is left of it. */
const timerOf = ({ attempt }: AttemptView, now: Date) => ({
  minutes: minutesLeft(attempt, now),
  seconds: Math.max(0, Math.floor((attempt.deadline.getTime() - now.getTime()) / 1000)),
  graceSeconds,
  deadline: attempt.deadline,
  reviewPath: quizPaths.review(attempt.id),
});

const answeredIn = ({ questions }: Attempt) => questions.filter(({ value }) => isAnswered(value)).length;

/** What has to be known, the situation of its case first, and in the last line what is asked. */
export function promptOf({ prompt, case: situation }: Question): { context: string[]; ask: string } {
  const lines = [situation?.text ?? '', prompt]
    .join('\n')
    .split('\n')
    .map((line) => line.trim());
  return { context: lines.slice(0, -1).filter((line) => line !== ''), ask: lines.at(-1) ?? '' };
}

export const questionPath = (attempt: Attempt, position: number): Path =>
  quizPaths.question(attempt.id, String(position));

/** `typed` is what was sent and could not be read; it is shown instead of what is kept. */
export function questionPage(view: QuestionView, speech: Speech, now: Date, typed?: Value) {
  const { attempt, module, question, asked, position } = view;
  const of = attempt.questions.length;
  return {
    title: speech.t('quizzes.questionOf', { position, of }),
    crumbs: crumbsOf(attempt.cohort, module, speech, { isWithin: true }),
    scripts: ['quizzes.js'],
    language: view.curriculum.language,
    timer: timerOf(view, now),
    progress: { answered: answeredIn(attempt), of },
    path: questionPath(attempt, position),
    attemptId: attempt.id,
    position,
    isFirst: position === 1,
    isLast: position === of,
    answerView: viewOf(question),
    ...promptOf(question),
    ...nameChoices(question, asked, translator(view.curriculum.language)),
    value: typed ?? asked.value,
    sequence: asked.sequence + 1,
    savedAt: asked.savedAt,
  };
}

export function reviewPage(view: AttemptView, speech: Speech, now: Date) {
  const { attempt, module } = view;
  const answered = answeredIn(attempt);
  const of = attempt.questions.length;
  const questionOf = new Map(module.quiz.questions.map((question) => [question.id, question]));
  return {
    title: speech.t('quizzes.review'),
    crumbs: crumbsOf(attempt.cohort, module, speech, { isWithin: true }),
    scripts: ['quizzes.js'],
    language: view.curriculum.language,
    timer: timerOf(view, now),
    isOver: !acceptsAnswers(attempt, now),
    attemptId: attempt.id,
    progress: { answered, of },
    missing: of - answered,
    submitPath: quizPaths.send(attempt.id),
    rows: attempt.questions.map(({ id, value }, index) => ({
      position: index + 1,
      href: questionPath(attempt, index + 1),
      ask: promptOf(known(questionOf, id)).ask,
      isAnswered: isAnswered(value),
    })),
  };
}
