import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** That a learner has read a lesson; there is no other state, so a document is never changed. */
export const LessonProgress = defineModel<{ enrolment: Types.ObjectId; lesson: string; readAt: Date }>(
  'LessonProgress',
  {
    enrolment: { type: Schema.Types.ObjectId, required: true, immutable: true },
    /** `${module}/${lesson}` */
    lesson: { type: String, required: true, immutable: true },
    readAt: { type: Date, required: true, immutable: true },
  },
  { collection: 'lessonProgress', indexes: [[{ enrolment: 1, lesson: 1 }, { unique: true }]] },
);
