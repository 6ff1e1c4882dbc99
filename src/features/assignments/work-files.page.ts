/** The files of a work, each with where it is to be had. Pure. */
import { addressedAs } from '../../platform/files/index.ts';
import { assignmentPaths } from './assignments.paths.ts';
import type { SentVersion, Work } from './submission.service.ts';

export const fileLines = ({ id }: Pick<Work, 'id'>, files: SentVersion['files']) =>
  files.map((file) => ({ file, href: assignmentPaths.file(id, ...addressedAs(file)) }));
