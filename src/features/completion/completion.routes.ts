import { Router } from 'express';
import { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople } from '../accounts/index.ts';
import { accountForAttendance } from '../attendance/index.ts';
import { findClassroom, learnerIn } from '../lessons/index.ts';
import { findCohortAtWork } from '../programmes/index.ts';
import { ownPage, rosterPage } from './completion.page.ts';
import { completionPaths } from './completion.paths.ts';
import { completionPolicy } from './completion.policy.ts';
import { progressOf } from './progress.service.ts';
import { findPlannedShare, listRoster, rosterFilters } from './roster.service.ts';

export const completionRoutes = Router();

const loadRoster = withAbilities(loadCohort, { helpIn: completionPolicy.helpIn });

type Params = { cohortId: string };
const silentDays = 14;

const rosterQuery = z
  .object({ saring: z.enum(rosterFilters).default('all'), ...pageField })
  .transform((asked) => ({ filter: asked.saring, ...pageNumberOf(asked) }));

completionRoutes.get(
  completionPaths.own.pattern,
  guard(completionPolicy.readOwn, loadClass, async (_req, res, view) => {
    const enrolment = learnerIn(view);
    const [progress, attendance] = await Promise.all([progressOf(enrolment), accountForAttendance(enrolment, now())]);
    page(res, 'completion/own', ownPage({ ...progress, attendance }, speechOf(res)));
  }),
);

completionRoutes.get(
  completionPaths.roster.pattern,
  guard(completionPolicy.roster, loadRoster, async (req, res, { cohort, can }) => {
    const { filter, pageNumber } = readQuery(rosterQuery, req.query);
    const at = now();
    const planned = await findPlannedShare(cohort, at);
    const silentSince = new Date(at.getTime() - silentDays * 86_400_000);
    const listed = await listRoster(cohort.id, { filter, page: pageNumber, planned, silentSince });
    const people = await findPeople(listed.items.map(({ account }) => account));
    page(res, 'completion/roster', rosterPage({ cohort, listed, people, filter, planned, can }, speechOf(res)));
  }),
);

async function loadClass(req: GuardedRequest<Params>) {
  return findClassroom(req.actor, req.params.cohortId);
}

async function loadCohort(req: GuardedRequest<Params>) {
  return { cohort: await findCohortAtWork(req.actor, req.params.cohortId) };
}
