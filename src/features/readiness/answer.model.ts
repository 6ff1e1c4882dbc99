import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, frozen, frozenId, oneOf } from '../../platform/stored-fields.ts';
import { type Levels, type Phase, phases } from './phase.rules.ts';

export type AnswerRecord = {
  enrolment: Types.ObjectId;
  cohort: Types.ObjectId;
  phase: Phase;
  levels: Levels;
  answeredAt: Date;
};

/** One document for each learner and phase. */
export const ReadinessAnswer = defineModel<AnswerRecord>(
  'ReadinessAnswer',
  {
    enrolment: frozenId,
    cohort: frozenId,
    phase: { ...oneOf(phases), ...frozen },
    levels: { type: Schema.Types.Mixed, required: true },
    answeredAt: date,
  },
  {
    collection: 'readiness_answers',
    indexes: [[{ enrolment: 1, phase: 1 }, { unique: true }], [{ cohort: 1, phase: 1 }]],
  },
);
