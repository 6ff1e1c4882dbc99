import { Schema, type Types } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { date, id, number, oneOf, text } from '../../platform/stored-fields.ts';
import { type AttendanceStatus, statuses } from './attendance.rules.ts';

export type ClassSessionRecord = {
  cohort: Types.ObjectId;
  startsAt: Date;
  endsAt: Date;
  place: string;
  topic: string;
  /** The account that teaches it. */
  teacher: Types.ObjectId;
  /** Who took attendance last, and when; absent until then. */
  recordedBy?: Types.ObjectId;
  recordedAt?: Date;
  /** Counts how often attendance was taken or corrected. */
  revision: number;
};

export type AttendanceRecord = {
  session: Types.ObjectId;
  enrolment: Types.ObjectId;
  status: AttendanceStatus;
  /** Who said so last, and when. */
  by: Types.ObjectId;
  at: Date;
};

/** A meeting of a cohort; a cohort is in one place at a time. */
export const ClassSession = defineModel<ClassSessionRecord>(
  'ClassSession',
  {
    cohort: id,
    startsAt: date,
    endsAt: date,
    place: text,
    topic: text,
    teacher: id,
    recordedBy: Schema.Types.ObjectId,
    recordedAt: Date,
    revision: number,
  },
  { collection: 'classSessions', indexes: [[{ cohort: 1, startsAt: 1 }, { unique: true }]] },
);

/** One learner at one session. */
export const Attendance = defineModel<AttendanceRecord>(
  'Attendance',
  { session: id, enrolment: id, status: oneOf(statuses), by: id, at: date },
  {
    collection: 'attendance',
    indexes: [[{ session: 1, enrolment: 1 }, { unique: true }], [{ enrolment: 1, status: 1 }]],
  },
);
