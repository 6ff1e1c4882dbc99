/** Learners with a quiz open and a work drafted in each of two modules. */
import { changeWork } from '../../../src/features/assignments/index.ts';
import { findCurriculum, type Module } from '../../../src/features/courses/index.ts';
import type { Cohort } from '../../../src/features/programmes/index.ts';
import { startAttempt } from '../../../src/features/quizzes/index.ts';
import { aReceivedFile } from '../../assignments/a-work.ts';
import { Browser } from '../browser.ts';
import { aLearner, signIn } from '../classroom.ts';
import { inTurns } from '../turns.ts';
import { type Windows, windowsOf } from './rounds.ts';

/** One round for the quiz and one for the work. */
export type Unfinished = Readonly<{ windows: Windows; enrolment: string; attempt: string; assignment: string }>;

export async function unfinishedStudy(
  [first, second]: readonly [string, string],
  cohort: Cohort,
  count: number,
  now: Date,
): Promise<Unfinished[]> {
  const { modules } = await findCurriculum(cohort.curriculum);
  const learners = Array.from({ length: count / modules.length }, (_, index) => index);
  const file = await aReceivedFile();
  const begun = await inTurns(learners, async () => {
    const { email, enrolment } = await aLearner(cohort, now);
    const windows = windowsOf(await signIn(new Browser(first), email), second);
    const begin = async ({ quiz, assignment }: Module): Promise<Unfinished> => {
      const attempt = await startAttempt({ cohort, enrolment, quiz }, now);
      const place = { enrolment, curriculum: cohort.curriculum, assignment, due: cohort.endsOn };
      await changeWork(place, { seen: 0, text: 'Terlampir.', add: [{ ...file }] }, now);
      return { windows, enrolment: enrolment.id, attempt: attempt.id, assignment: assignment.id };
    };
    return Promise.all(modules.map(begin));
  });
  return begun.flat();
}

/** What the page of a drafted work sends. */
export function workForm(token: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: token, text: 'Terlampir.', revision: '1' }))
    form.set(name, value);
  return form;
}
