/**
 * What the result of an attempt shows. While the quiz may still be taken, the learner sees which answers were right, and
 * for the others the hint, which says no answer, with what its author wrote to the option that was chosen. Of several
 * ticks that would tell the wrong one, so it comes with the key, once nothing can be gained by it.
 */
import { type Translate, translator } from '../../platform/i18n.ts';
import { known, must } from '../../platform/must.ts';
import type { Speech } from '../../platform/speech.ts';
import {
  type AnswerKey,
  describeAnswer,
  explainsAtOnce,
  isAnswered,
  isRight,
  nameChoices,
  type Question,
  type QuestionKey,
  rightValue,
} from '../questions/index.ts';
import type { AskedQuestion } from './attempt.model.ts';
import { type AttemptView, promptOf } from './attempt.page.ts';
import { type Allowance, showsKey } from './attempt.rules.ts';
import { crumbsOf, quizPath } from './quiz.page.ts';

export type ResultView = AttemptView & { allowance: Allowance; key: AnswerKey; mayReopen: boolean };

export function resultPage(view: ResultView, speech: Speech) {
  const { attempt, module, allowance, key, curriculum } = view;
  const hasKey = showsKey(allowance, view.mayReopen);
  const { quiz } = module;
  const say = translator(curriculum.language);
  const questionOf = new Map(quiz.questions.map((question) => [question.id, question]));
  const rows = attempt.questions.map((asked, index) => ({
    position: index + 1,
    ...reviewed(known(questionOf, asked.id), asked, must(key[asked.id], `the key of ${asked.id}`), { hasKey, say }),
  }));
  return {
    title: speech.t('quizzes.resultOf', { n: attempt.n }),
    crumbs: crumbsOf(attempt.cohort, module, speech, { isWithin: true }),
    language: curriculum.language,
    score: must(attempt.score, 'the score of an attempt that was sent'),
    passPercent: quiz.passPercent,
    submittedAt: must(attempt.submittedAt, 'the moment when an attempt was sent'),
    right: rows.filter(({ verdict }) => verdict === 'right').length,
    of: rows.length,
    allowance: allowance.kind,
    hasKey,
    quizPath: quizPath(attempt.cohort, module),
    cohortId: attempt.cohort,
    assignment: module.assignment.id,
    rows,
  };
}

function reviewed(
  question: Question,
  asked: AskedQuestion,
  key: QuestionKey,
  { hasKey, say }: { hasKey: boolean; say: Translate },
) {
  const sheet = nameChoices(question, asked, say);
  const right = isRight(question, asked, key.right);
  const verdict = right ? 'right' : isAnswered(asked.value) ? 'wrong' : 'open';
  return {
    ...promptOf(question),
    verdict,
    given: describeAnswer(sheet, asked.value),
    feedback: (right
      ? [key.feedback.correct]
      : [...helpOf(question, asked, key, hasKey), ...(hasKey ? keyOf(key) : [])]
    ).filter((line) => line),
    key: hasKey && !right ? describeAnswer(sheet, rightValue(asked, key.right)) : [],
  };
}

function helpOf(question: Question, asked: AskedQuestion, key: QuestionKey, hasKey: boolean): (string | undefined)[] {
  const isHelp = hasKey || (explainsAtOnce(question) && key.feedback.hint !== '');
  return [...(isHelp ? mistakesOf(asked, key) : []), key.feedback.hint];
}

const keyOf = ({ feedback }: QuestionKey): (string | undefined)[] => [feedback.reveal, feedback.correct];

/** What its author wrote to each option that was ticked. */
function mistakesOf({ value, choices }: AskedQuestion, { feedback }: QuestionKey): string[] {
  const ticked = choices.filter(({ id }) => value.includes(id));
  return ticked.flatMap(({ choice }) => feedback.options[choice] ?? []);
}
