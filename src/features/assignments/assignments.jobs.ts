import { defineJob } from '../../platform/jobs/index.ts';
import { tellMarkers } from './notification.service.ts';

/** Called once when the system starts. */
export function startAssignments(): void {
  defineJob('assignments.tellMarkers', { work: ({ cohort }) => tellMarkers(cohort) });
}
