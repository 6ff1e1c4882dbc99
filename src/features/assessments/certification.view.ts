import { findPeople } from '../accounts/index.ts';
import { caseStates } from './case.states.ts';
import type { CaseView } from './case.view.ts';
import { barsOfRecommender } from './recommender.service.ts';
import { considerAssessors } from './routing.service.ts';

/** A case as its certification body sees it: who had to do with it, who could examine, what stands against who did. */
export async function gatherOverseen(view: CaseView, now: Date) {
  const { one } = view;
  const people = [
    one.account,
    one.assessor,
    ...one.routing.flatMap(({ by, chosen }) => [by, chosen]),
    ...one.setAside.flatMap(({ by, recommendation }) => [by, recommendation.by]),
  ];
  const [names, register, assessorBars] = await Promise.all([
    findPeople(people.filter((id): id is string => id !== undefined && id !== 'system')),
    caseStates.can('offer', one.state) ? considerAssessors(one, now) : undefined,
    caseStates.can('setAside', one.state) ? barsOfRecommender(one) : [],
  ]);
  return { ...view, names, register, assessorBars };
}
