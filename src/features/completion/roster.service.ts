/** The learners of a cohort in the order of how far they are, and how many of them are behind. */
import mongoose from 'mongoose';
import { findCurriculum } from '../courses/index.ts';
import { weekOf } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type PartRecord, StandingModel } from './completion.model.ts';
import { plannedShare } from './plan.rules.ts';

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

/** How far the learners of a cohort should be by now, from 0 to 1. */
export async function findPlannedShare(cohort: Cohort, now: Date): Promise<number> {
  const curriculum = await findCurriculum(cohort.curriculum);
  return plannedShare(curriculum, cohort.completion, weekOf(cohort.startsOn, curriculum.weeks, now));
}

const behindOf = (planned: number) => ({ share: mongoose.trusted({ $lt: planned }), isComplete: false });

/** How many learners have done less than planned: as many as the roster lists when it is narrowed to them. */
export async function countBehind(cohort: Cohort, now: Date): Promise<number> {
  const planned = await findPlannedShare(cohort, now);
  return StandingModel.countDocuments({ cohort: cohort.id, ...behindOf(planned) });
}

/** A page of 25 learners, those who are most behind in front. */
export async function listRoster(
  cohort: string,
  { filter, page, planned, silentSince }: Wanted,
): Promise<{ standings: Standing[]; total: number; pages: number }> {
  const narrower = {
    all: {},
    behind: behindOf(planned),
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
