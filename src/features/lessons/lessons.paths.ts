/** The addresses of a class and of what is read in it. */
import { type Path, pathTo } from '../../platform/paths.ts';

const course = '/kelas/:cohortId';
const lesson = pathTo(`${course}/materi/:module/:lesson`);

export const lessonPaths = {
  course: pathTo(course),
  lesson,
  /** By the key of a lesson, which is the module and the lesson. */
  lessonOf: (cohortId: string, key: string): Path => lesson(cohortId, ...(key.split('/', 2) as [string, string])),
  /** After the last lesson of a module comes its quiz, where a later feature answers. */
  quiz: pathTo(`${course}/kuis/:module`),
  finish: pathTo(`${lesson.pattern}/selesai`),
  image: pathTo(`${course}/materi/:module/gambar/:image`),
  glossary: pathTo(`${course}/glosarium`),
  handbook: pathTo(`${course}/panduan`),
  notes: pathTo(`${course}/catatan/:module`),
};
