/** Reading cohorts: one, those of a programme, those that take applications. */
import mongoose from 'mongoose';
import { findPage, type Paged } from '../../platform/paging.ts';
import type { Where } from '../../platform/states.ts';
import { CohortModel } from './cohort.model.ts';
import { type Cohort, plainCohort } from './cohort.service.ts';
import { type CohortState, cohortStates } from './cohort.states.ts';
import { findProgrammes, type Programme } from './programme.service.ts';
import { programmeStates } from './programme.states.ts';

const mostShown = 25;

export async function findCohort(id: string): Promise<Cohort | undefined> {
  const stored = await CohortModel.findById(id).lean();
  return stored ? plainCohort(stored) : undefined;
}

/** Many cohorts by their ids, for pages that name them. */
export async function findCohorts(ids: readonly string[]): Promise<Map<string, Cohort>> {
  const stored = await CohortModel.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
  return new Map(stored.map((one) => [String(one._id), plainCohort(one)]));
}

/** Cohorts of open programmes that take applications now, each with its programme; those that close first in front; at most 25. */
export async function listOpenCohorts(now: Date): Promise<{ cohort: Cohort; programme: Programme }[]> {
  const found = await CohortModel.find({
    ...cohortStates.where('takesApplications'),
    applicationsUntil: mongoose.trusted({ $gte: now }),
  })
    .sort({ applicationsUntil: 1, _id: 1 })
    .limit(mostShown)
    .lean();
  const programmes = await findProgrammes([...new Set(found.map(({ programme }) => String(programme)))]);
  return found.map(plainCohort).flatMap((cohort) => {
    const programme = programmes.get(cohort.programme);
    return programme && programmeStates.is('open', programme.state) ? [{ cohort, programme }] : [];
  });
}

/** A page of 25 of a programme's cohorts, the latest number first. */
export function listCohortsOf(programmeId: string, { page = 1 }: { page?: number } = {}): Promise<Paged<Cohort>> {
  return findPage(CohortModel, { programme: programmeId }, { page, sort: { number: -1 } }, plainCohort);
}

/** How many cohorts of a programme are in one of these states. */
export const countCohortsOf = (programme: string, states: Where<CohortState>): Promise<number> =>
  CohortModel.countDocuments({ programme, ...states });

/** All cohorts of these programmes, the latest number first, to choose one from: a choice has no pages. */
export async function listAllCohortsOf(programmeIds: readonly string[]): Promise<Cohort[]> {
  const found = await CohortModel.find({ programme: mongoose.trusted({ $in: programmeIds }) })
    .sort({ programme: 1, number: -1 })
    .limit(500)
    .lean();
  return found.map(plainCohort);
}

/** A page of 25 of these cohorts and all that these training centres hold, the last to start in front. */
export function listCohortsAmong(
  { ids, centres }: Readonly<{ ids: readonly string[]; centres: readonly string[] }>,
  page: number,
): Promise<Paged<Cohort>> {
  const among = {
    $or: [{ _id: mongoose.trusted({ $in: [...ids] }) }, { centre: mongoose.trusted({ $in: [...centres] }) }],
  };
  return findPage(CohortModel, among, { page, sort: { startsOn: -1, _id: -1 } }, plainCohort);
}

/** The latest 25 cohorts that these training centres hold, the last to start in front. */
export async function listCohortsAt(centreIds: readonly string[]): Promise<Cohort[]> {
  const found = await CohortModel.find({ centre: mongoose.trusted({ $in: centreIds }) })
    .sort({ startsOn: -1, _id: -1 })
    .limit(mostShown)
    .lean();
  return found.map(plainCohort);
}
