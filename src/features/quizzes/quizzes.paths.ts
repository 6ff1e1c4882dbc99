/** The addresses of quizzes and attempts. */
import { pathTo } from '../../platform/paths.ts';

const quiz = '/kelas/:cohortId/kuis/:module';
const attempt = '/kuis/:attemptId';

export const quizPaths = {
  quiz: pathTo(quiz),
  start: pathTo(`${quiz}/mulai`),
  grant: pathTo(`${quiz}/kesempatan/:enrolmentId`),
  question: pathTo(`${attempt}/soal/:n`),
  review: pathTo(`${attempt}/tinjau`),
  send: pathTo(`${attempt}/kirim`),
  result: pathTo(`${attempt}/hasil`),
};
