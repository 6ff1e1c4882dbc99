import type { Curriculum } from '../courses/index.ts';

/** How many lessons belong to the weeks that are over in week `week`: whoever has read fewer is behind. Pure. */
export const lessonsPlanned = ({ modules }: Pick<Curriculum, 'modules'>, week: number): number =>
  modules.filter((module) => module.week < week).reduce((sum, { lessons }) => sum + lessons.length, 0);
