/** The jobs that failed, each with what it holds up. Pure. */
import type { StringKey, Translate } from '../../platform/i18n.ts';
import type { DeadJob, FailingJob } from '../../platform/jobs/index.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import { operationPaths } from './operations.paths.ts';

/** What does not happen while a kind of job fails; a job of events is told apart by its listener. */
const heldUp: Readonly<Record<string, StringKey>> = {
  'mail.send': 'operations.holds.mail',
  'files.sweepUnused': 'operations.holds.files',
  'files.sweepQuarantine': 'operations.holds.files',
  'files.sweepOrphans': 'operations.holds.files',
  'quizzes.submitExpired': 'operations.holds.quizzes',
  'assessments.route': 'operations.holds.routing',
  'assessments.route-waiting': 'operations.holds.routing',
  'audit.seal': 'operations.holds.audit',
  'audit.verify': 'operations.holds.audit',
  'accounts.send-reset': 'operations.holds.accountLetter',
  'accounts.send-invitation': 'operations.holds.accountLetter',
  'accounts.send-email-code': 'operations.holds.accountLetter',
  'accounts.tell': 'operations.holds.accountLetter',
  'admissions.tell': 'operations.holds.applicantLetter',
  'admissions.tellVerifiers': 'operations.holds.verifiers',
  'admissions.noteCompletion': 'operations.holds.seatCompleted',
  'assignments.tellMarkers': 'operations.holds.markers',
  'quizzes.submit': 'operations.holds.quizzes',
  'closing.tell': 'operations.holds.closing',
  'certificates.issue': 'operations.holds.certificate',
  'completion.decide': 'operations.holds.completion',
  'assessments.open-case': 'operations.holds.case',
  'assessments.note-issued': 'operations.holds.caseStanding',
  'assessments.note-revoked': 'operations.holds.caseStanding',
};

/** Whether the page can say what this kind holds up. */
export const isExplained = (kind: string): boolean => kind === 'events.deliver' || kind in heldUp;

type Row = { id: string; name: string; holds: string; attempts: number; lastError: string };

/** Both lists are turned over together; the shorter one has nothing on the last pages of the other. */
export function queuePage(failing: Paged<FailingJob>, dead: Paged<DeadJob>, t: Translate) {
  const [page, pages] = [Math.max(failing.page, dead.page), Math.max(failing.pages, dead.pages)];
  const shown = <Job>(listed: Paged<Job>) => (listed.page === page ? listed.items : []);
  return {
    failing: shown(failing).map((job) => ({ ...rowOf(job, t), failedAt: job.failedAt, nextTryAt: job.nextTryAt })),
    dead: shown(dead).map((job) => ({ ...rowOf(job, t), failedAt: job.diedAt })),
    ...pagerOf({ page, pages }, operationPaths.queue()),
  };
}

function rowOf({ id, kind, subject, attempts, lastError }: FailingJob | DeadJob, t: Translate): Row {
  const isNews = kind === 'events.deliver';
  const key = heldUp[isNews ? subject : kind];
  return {
    id,
    name: isNews ? `${kind} ${subject}` : kind,
    holds: t(key ?? 'operations.holds.other', { subject: subject || kind }),
    attempts,
    lastError,
  };
}
