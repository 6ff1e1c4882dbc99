import type { Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, frozen, frozenId, text } from '../../platform/stored-fields.ts';

/** That a learner has read a lesson; there is no other state, so a document is never changed. */
export const LessonProgress = defineModel<{ enrolment: Types.ObjectId; lesson: string; readAt: Date }>(
  'LessonProgress',
  {
    enrolment: frozenId,
    /** `${module}/${lesson}` */
    lesson: { ...text, ...frozen },
    readAt: { ...date, ...frozen },
  },
  { collection: 'lessonProgress', indexes: [[{ enrolment: 1, lesson: 1 }, { unique: true }]] },
);
