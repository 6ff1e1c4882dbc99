import { findPeople, findPerson } from '../accounts/index.ts';
import { findCohorts, listAllCohortsOf } from '../programmes/index.ts';
import { findEarlierSeats, findUndecidedTwins } from './earlier-seat.service.ts';
import { listQueue } from './queue.service.ts';
import type { Application } from './reading.service.ts';

/** A page of the queue, with the names on it and the cohorts to choose from. */
export async function gatherQueue(wanted: Parameters<typeof listQueue>[0]) {
  const [queue, choices] = await Promise.all([listQueue(wanted), listAllCohortsOf(wanted.programmes)]);
  const [people, cohorts] = await Promise.all([
    findPeople(queue.items.map(({ applicant }) => applicant)),
    findCohorts(queue.items.map((entry) => entry.cohort)),
  ]);
  return { queue, names: { people, cohorts, choices } };
}

/** Who applied, and the other seats and applications of the same person. */
export async function gatherApplication(application: Application) {
  const [person, seats, twins] = await Promise.all([
    findPerson(application.applicant),
    findEarlierSeats(application),
    findUndecidedTwins(application),
  ]);
  const [cohorts, people] = await Promise.all([
    findCohorts([...new Set([...seats, ...twins].map(({ cohort }) => cohort))]),
    findPeople(seats.map(({ account }) => account)),
  ]);
  return { names: { applicant: person?.name ?? '' }, earlier: { seats, twins, cohorts, people } };
}
