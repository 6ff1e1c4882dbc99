/** What waits for the verifiers. */
import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { must } from '../../platform/must.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { ApplicationModel, type ApplicationRecord } from './application.model.ts';
import type { ApplicationState } from './application.states.ts';
import { openNumbers } from './numbers.service.ts';

export type QueueEntry = Readonly<{
  id: string;
  number: string;
  applicant: string;
  cohort: string;
  state: ApplicationState;
  submittedAt: Date;
}>;

type Wanted = Readonly<{ programmes: readonly string[]; state: ApplicationState; cohort?: string; page: number }>;

/** A page of 25 in one state, those sent first in front; who was asked to fix something keeps the place in the queue. */
export function listQueue({ programmes, state, cohort, page }: Wanted): Promise<Paged<QueueEntry>> {
  const filter = {
    programme: mongoose.trusted({ $in: programmes }),
    state,
    ...(cohort === undefined ? {} : { cohort }),
  };
  const select = { number: 1, applicant: 1, cohort: 1, state: 1, submittedAt: 1 } as const;
  return findPage(ApplicationModel, filter, { page, sort: { submittedAt: 1, _id: 1 }, select }, asEntry);
}

const asEntry = ({
  _id,
  number,
  applicant,
  cohort,
  state,
  submittedAt,
}: ApplicationRecord & { _id: Types.ObjectId }): QueueEntry => ({
  id: String(_id),
  number: must(number, 'the number of an application that was sent'),
  applicant: String(applicant),
  cohort: String(cohort),
  state,
  submittedAt: must(submittedAt, 'the moment when an application was sent'),
});

/** The NIK and the NIB in clear, for a verifier who has just confirmed who they are. Each time is on record. */
export async function revealNumbers(
  applicationId: string,
  verifierId: string,
): Promise<{ nik?: string; nib?: string }> {
  const stored = await ApplicationModel.findById(applicationId).lean();
  const target = { kind: 'application', id: applicationId };
  await recordAudit({ actor: verifierId, action: 'admissions.revealNumbers', target });
  return stored ? openNumbers(applicationId, stored) : {};
}
