/** Finds a lesson, quiz or assignment within a curriculum by what an address carries. Pure. */
import type { Assignment, Curriculum, Lesson, Module, Quiz } from './curriculum.content.ts';

export const moduleOf = (curriculum: Curriculum, module: string): Module | undefined =>
  curriculum.modules.find(({ slug }) => slug === module);

export const lessonOf = (curriculum: Curriculum, module: string, lesson: string): Lesson | undefined =>
  moduleOf(curriculum, module)?.lessons.find(({ slug }) => slug === lesson);

export const lessonsOf = (curriculum: Curriculum): Lesson[] => curriculum.modules.flatMap(({ lessons }) => lessons);

/** A quiz is addressed by its module. */
export const quizOf = (curriculum: Curriculum, module: string): Quiz | undefined => moduleOf(curriculum, module)?.quiz;

export const assignmentOf = (curriculum: Curriculum, id: string): Assignment | undefined =>
  curriculum.modules.find(({ assignment }) => assignment.id === id)?.assignment;
