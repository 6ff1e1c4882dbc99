/** The order in which a course is learned, and how far somebody is. Pure. */
import { type Curriculum, type Lesson, lessonsOf, type Module } from '../courses/index.ts';

/** Keys of lessons, as `${module}/${lesson}`. */
export type LessonsRead = ReadonlySet<string>;

/** The first lesson not yet read, in the order of the course; undefined once all are read. */
export const nextLesson = (curriculum: Curriculum, read: LessonsRead): Lesson | undefined =>
  lessonsOf(curriculum).find(({ key }) => !read.has(key));

export type ModuleState = 'planned' | 'notStarted' | 'started' | 'finished';
export type ModuleProgress = { state: ModuleState; read: number; lessons: number };

/** A module of a later week is planned, unless its reader is ahead of the plan. */
export function moduleProgress(module: Module, read: LessonsRead, week: number): ModuleProgress {
  const lessons = module.lessons.length;
  const done = module.lessons.filter(({ key }) => read.has(key)).length;
  const untouched = module.week > week ? 'planned' : 'notStarted';
  return { state: done === 0 ? untouched : done < lessons ? 'started' : 'finished', read: done, lessons };
}

export type Neighbours = { previous: Lesson | undefined; next: Lesson | undefined };

/** What stands before and after a lesson within its module; after the last one comes the module's quiz. */
export function neighboursOf(module: Module, lesson: Lesson): Neighbours {
  const index = module.lessons.indexOf(lesson);
  return { previous: module.lessons[index - 1], next: module.lessons[index + 1] };
}
