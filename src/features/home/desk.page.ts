/** A desk is a role's part of the home page: one next thing, and lines with what waits. Pure. */
import type { NextCard, Task } from './card.page.ts';

export type Desk = Readonly<{
  title: string;
  /** Absent when nothing waits for this person. */
  next?: NextCard;
  tasks: readonly Task[];
  /** What the list says when it is empty. */
  empty: string;
}>;

/** A count as a state: nothing to do is no warning. */
export const countState = (count: number, text: string): NonNullable<Task['state']> => ({
  kind: count > 0 ? 'now' : '',
  text,
});
