/** Courses and certification schemes: written as files in courses/, published as versions that never change. */
export type {
  Assignment,
  Curriculum,
  Form,
  Lesson,
  Module,
  Quiz,
  ReadinessItem,
  Scheme,
  Term,
  Unit,
  UnitInstruments,
} from './curriculum.content.ts';
export {
  findAnswerKey,
  findCurriculum,
  findNotesOf,
  findScheme,
  latestCurriculum,
  latestInstruments,
  latestScheme,
  listCurricula,
  publishContent,
  publishEdition,
  type PublishedCurriculum,
} from './curriculum.service.ts';
export { contentFolder, readContent } from './folder.service.ts';
export { assignmentOf, lessonOf, lessonsOf, moduleOf, quizOf } from './curriculum-parts.rules.ts';
export type { CourseSource } from './course.rules.ts';
export { checkTeaching } from './teaching.rules.ts';
