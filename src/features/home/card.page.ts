/** The two parts that every home is made of. */

/** The one thing to do next: the dark sheet, at most once a page. */
export type NextCard = Readonly<{
  eyebrow?: string;
  title: string;
  hint?: string;
  progress?: { value: number; max: number; label: string };
  /** Absent when there is nothing to do but wait. */
  link?: { href: string; text: string };
}>;

/** A line of a task list. */
export type Task = Readonly<{
  title: string;
  href?: string;
  state?: { kind: '' | 'now' | 'good' | 'warn' | 'bad'; text: string };
  hint?: string;
}>;
