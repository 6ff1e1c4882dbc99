/** The addresses of a class and of what is read in it. */
import { pathTo } from '../../platform/paths.ts';

const course = '/kelas/:cohortId';
const lesson = `${course}/materi/:module/:lesson` as const;

export const lessonPaths = {
  course: pathTo(course),
  lesson: pathTo(lesson),
  finish: pathTo(`${lesson}/selesai`),
  image: pathTo(`${course}/materi/:module/gambar/:image`),
  glossary: pathTo(`${course}/glosarium`),
  handbook: pathTo(`${course}/panduan`),
  notes: pathTo(`${course}/catatan/:module`),
};
