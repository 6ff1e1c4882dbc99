/** The addresses of quizzes and attempts. */
import { pathTo } from '../../platform/paths.ts';
import { lessonPaths } from '../lessons/index.ts';

const quiz = lessonPaths.quiz.pattern;
const attempt = '/kuis/:attemptId';

export const quizPaths = {
  quiz: lessonPaths.quiz,
  start: pathTo(`${quiz}/mulai`),
  grant: pathTo(`${quiz}/kesempatan/:enrolmentId`),
  question: pathTo(`${attempt}/soal/:n`),
  review: pathTo(`${attempt}/tinjau`),
  send: pathTo(`${attempt}/kirim`),
  result: pathTo(`${attempt}/hasil`),
};
