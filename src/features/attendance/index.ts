/** Attendance: the class sessions of a cohort and who was there. */
import './strings.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'attendance.recorded': { session: string; cohort: string };
  }
}

export { attendancePolicy } from './attendance.policy.ts';
export { type AttendanceShare, type AttendanceStatus, isEnough, sessionsToEnough } from './attendance.rules.ts';
export { attendanceRoutes } from './attendance.routes.ts';
export {
  type AttendanceAccount,
  accountForAttendance,
  attendanceOfMany,
  learnersAt,
  recordAttendance,
  teachersOf,
} from './attendance.service.ts';
export { type ClassMeeting, planSession, type SessionsAhead, sessionsAheadOf } from './session.service.ts';
export { attendancePaths } from './attendance.paths.ts';
