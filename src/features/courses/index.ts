/** Courses and certification schemes: written as files in courses/, published as versions that never change. */
export type {
  AnswerKey,
  Assignment,
  Choice,
  Criterion,
  Curriculum,
  Element,
  Fact,
  Form,
  Lesson,
  Level,
  Module,
  PerformanceCriterion,
  Question,
  QuestionKey,
  Quiz,
  ReadinessItem,
  RightAnswer,
  Scheme,
  Source,
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
export { contentFolder, type ContentReading, readContent } from './folder.service.ts';
export { renderLine, renderMarkdown } from './markdown.rules.ts';
export { assignmentOf, lessonOf, lessonsOf, moduleOf, quizOf } from './place.rules.ts';
export type { CourseSource } from './course.rules.ts';
export { checkTeaching } from './teaching.rules.ts';
export type { ContentProblem } from './yaml.content.ts';
