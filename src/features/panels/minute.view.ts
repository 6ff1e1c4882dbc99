import { findPeople } from '../accounts/index.ts';
import { listWaitingForPanel } from '../assessments/index.ts';
import { findScheme } from '../courses/index.ts';
import { findBody } from '../programmes/index.ts';
import { casesOf, type Minute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { findObstacles } from './obstacle.service.ts';

/** A minute with its cases; of a draft, also what can be put before the panel, and what keeps it from being closed. */
export async function gatherMinute(minute: Minute, now: Date) {
  const isDraft = minuteStates.can('change', minute.state);
  const [cases, waiting, body] = await Promise.all([
    casesOf(minute),
    isDraft ? listWaitingForPanel(minute.body) : [],
    findBody(minute.body),
  ]);
  const people = [...cases, ...waiting].flatMap(({ account, assessor }) => [account, assessor ?? []].flat());
  const [obstacles, names, views] = await Promise.all([
    isDraft ? findObstacles(minute, cases, now) : { panel: [], votes: [] },
    findPeople([...people, ...minute.members]),
    Promise.all(cases.map(async (one) => ({ one, scheme: await findScheme(one.scheme) }))),
  ]);
  return { minute, cases: views, waiting, obstacles, names, body: { name: body?.name ?? '' } };
}
