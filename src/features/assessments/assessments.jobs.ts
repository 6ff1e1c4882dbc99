/** What assessments do by event and by the clock. */
import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob, repeatJob } from '../../platform/jobs/index.ts';
import { Conflict } from '../../platform/errors.ts';
import { listUnanswered, listUnassigned } from './case-list.service.ts';
import { lapsedBefore } from './case.rules.ts';
import { takeBackOffer } from './offer.service.ts';
import { noteIssued, noteRevoked } from './noting.service.ts';
import { openCase } from './opening.service.ts';
import { routeCase } from './routing.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'assessments.route-waiting': Record<string, never>;
  }
}

const secondsBetweenSearches = 15 * 60;

/** Registers the listener and the jobs; called once, when the system starts. */
export function startAssessments(): void {
  subscribe('learner.completed', 'assessments.open-case', (learner) => openCase(learner, now()));
  subscribe('certificate.issued', 'assessments.note-issued', (event) => noteIssued(event));
  subscribe('certificate.revoked', 'assessments.note-revoked', (event) => noteRevoked(event));
  defineJob('assessments.route', { work: ({ caseId }) => routeCase(caseId, now()) });
  defineJob('assessments.route-waiting', { work: routeWaiting });
  repeatJob('assessments.route-waiting', secondsBetweenSearches);
}

/** Takes back offers without an answer, and searches again for those whom nobody could examine before. */
async function routeWaiting(): Promise<void> {
  for (const { id, assessor } of await listUnanswered(lapsedBefore(now()))) {
    await takeBackOffer(id, assessor, now()).catch(unlessAnswered);
  }
  for (const id of await listUnassigned()) await routeCase(id, now());
}

/** An assessor may answer at the last moment; then the case is no longer an unanswered offer. */
function unlessAnswered(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
