/** All that a person's home is made from. */
import { type Actor, isStaff } from '../accounts/index.ts';
import { type DeskFacts, findDesks } from './desks.service.ts';
import { findPerson } from './learner.service.ts';
import type { PersonFacts } from './person-state.rules.ts';

export type Home = Readonly<{
  /** Every class that the person has a seat in or had, and their applications. */
  person: PersonFacts;
  desks: DeskFacts | undefined;
}>;

export async function findHome(actor: Actor, now: Date): Promise<Home> {
  const isAtWork = isStaff(actor);
  const [person, desks] = await Promise.all([
    findPerson(actor, isAtWork, now),
    isAtWork ? findDesks(actor, now) : undefined,
  ]);
  return { person, desks };
}
