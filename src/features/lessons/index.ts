/** Lessons: reading a course week by week, and how far each learner is. */
import { Router } from 'express';
import { lessonRoutes as readingRoutes } from './lesson.routes.ts';
import { referenceRoutes } from './reference.routes.ts';
import './strings.ts';

export { type Classroom, findClassroom, learnerIn } from './classroom.service.ts';
export { lessonPolicy } from './lesson.policy.ts';
export const lessonRoutes: Router = Router().use(readingRoutes, referenceRoutes);
export { nextLesson } from './lesson.rules.ts';
export { lessonsReadOf, markRead } from './progress.service.ts';
export { closesAt, isOver, type Opening, openingOf, type Shut } from './opening.rules.ts';
export { termText } from './term.page.ts';
export { weekEnd, weekOf, weekStart } from './week.rules.ts';
export { lessonPaths } from './lessons.paths.ts';
