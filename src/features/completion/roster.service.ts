/** The learners of a cohort in the order of how far they are. */
import mongoose from 'mongoose';
import { type PartRecord, StandingModel } from './completion.model.ts';

const pageSize = 25;

export const rosterFilters = ['all', 'behind', 'silent', 'complete'] as const;
export type RosterFilter = (typeof rosterFilters)[number];

export type Standing = Readonly<{
  enrolment: string;
  account: string;
  parts: readonly PartRecord[];
  share: number;
  isComplete: boolean;
  lastActivityAt?: Date;
}>;

type Wanted = Readonly<{
  filter: RosterFilter;
  page: number;
  /** Who has a smaller share is behind. */
  planned: number;
  /** Who has done nothing since then is silent. */
  silentSince: Date;
}>;

/** A page of 25 learners, those who are most behind in front. */
export async function listRoster(
  cohort: string,
  { filter, page, planned, silentSince }: Wanted,
): Promise<{ standings: Standing[]; total: number; pages: number }> {
  const narrower = {
    all: {},
    behind: { share: mongoose.trusted({ $lt: planned }), isComplete: false },
    silent: { lastActivityAt: mongoose.trusted({ $not: { $gte: silentSince } }), isComplete: false },
    complete: { isComplete: true },
  }[filter];
  const where = { cohort, ...narrower };
  const [found, total] = await Promise.all([
    StandingModel.find(where)
      .sort({ share: 1, _id: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    StandingModel.countDocuments(where),
  ]);
  const standings = found.map(({ enrolment, account, parts, share, isComplete, lastActivityAt }) => ({
    enrolment: String(enrolment),
    account: String(account),
    parts,
    share,
    isComplete,
    ...(lastActivityAt ? { lastActivityAt } : {}),
  }));
  return { standings, total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}
