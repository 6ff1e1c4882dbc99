/** Lessons: reading a course week by week, and how far each learner is. */
import './strings.ts';

export { type Classroom, findClassroom } from './classroom.service.ts';
export { lessonPolicy } from './lesson.policy.ts';
export { lessonRoutes } from './lesson.routes.ts';
export { nextLesson } from './lesson.rules.ts';
export { countLessonsRead, lessonsRead, lessonsReadOf, markRead } from './progress.service.ts';
export { weekEnd, weekOf, weekStart } from './week.rules.ts';
