/** A learner reads, takes quizzes and sends work, page by page. */
import { sheet } from '../../../src/commands/demo/files.ts';
import type { Attachment } from '../../support/browser.ts';
import { answerTo } from './answers.ts';
import type { Person } from './person.ts';

/** Reads from wherever the class page leads to until nothing is left to read; returns the titles. */
export async function readEverything(learner: Person, cohort: string): Promise<string[]> {
  const titles: string[] = [];
  await learner.visit(`/kelas/${cohort}`);
  while (learner.page.querySelector('.next a[href*="/materi/"]')) {
    await learner.follow('/materi/');
    titles.push(learner.page.querySelector('h1')!.text);
    await learner.submit('/selesai');
    await learner.open(`/kelas/${cohort}`);
  }
  return titles;
}

export async function startQuiz(learner: Person, cohort: string, module: string): Promise<void> {
  await learner.visit(`/kelas/${cohort}/kuis/${module}`);
  await learner.submit('/mulai');
}

/** Answers the question that is open and those after it as the course's own key says; at most `count` of them. */
export async function answerQuestions(learner: Person, module: string, count = Infinity): Promise<void> {
  for (let answered = 0; answered < count && learner.path.includes('/soal/'); answered += 1) {
    await learner.submit(learner.path.split('/').at(-1)!, { answer: answerTo(learner.page, module), to: 'next' });
  }
}

/** From the rules of the quiz to its result. */
export async function takeQuiz(learner: Person, cohort: string, module: string): Promise<void> {
  await startQuiz(learner, cohort, module);
  await answerQuestions(learner, module);
  await learner.submit('/kirim');
}

/** Opens the assignment from the list and sends it; the receipt is left open. */
export async function sendWork(learner: Person, cohort: string, work: { id: string; text: string; file: Attachment }) {
  await learner.visit(`/kelas/${cohort}/tugas/${work.id}`);
  await learner.submit('/draf', { text: work.text }, [work.file]);
  await learner.submit('/kirim');
}

/** A PDF for an assignment, as it is chosen from the phone. */
export async function pdf(about: string): Promise<Attachment> {
  const { bytes, name } = await sheet(about, about, ['Ukuran: 38 x 40 cm, toleransi 1 cm.']);
  return { field: 'files', name, bytes };
}
