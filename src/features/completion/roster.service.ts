/** The learners of a cohort in the order of how far they are, and how many of them are behind. */
import mongoose from 'mongoose';
import { findPage, type Paged } from '../../platform/paging.ts';
import { findCurriculum } from '../courses/index.ts';
import { weekOf } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type PartRecord, StandingModel, type StandingRecord } from './completion.model.ts';
import { plannedShare } from './plan.rules.ts';

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
export function listRoster(cohort: string, { filter, page, planned, silentSince }: Wanted): Promise<Paged<Standing>> {
  const narrower = {
    all: {},
    behind: behindOf(planned),
    silent: { lastActivityAt: mongoose.trusted({ $not: { $gte: silentSince } }), isComplete: false },
    complete: { isComplete: true },
  }[filter];
  return findPage(StandingModel, { cohort, ...narrower }, { page, sort: { share: 1, _id: 1 } }, plain);
}

const plain = ({ enrolment, account, parts, share, isComplete, lastActivityAt }: StandingRecord): Standing => ({
  enrolment: String(enrolment),
  account: String(account),
  parts,
  share,
  isComplete,
  ...(lastActivityAt ? { lastActivityAt } : {}),
});
