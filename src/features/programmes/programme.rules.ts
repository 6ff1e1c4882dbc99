/** What a programme asks of its applicants and learners, and how far it is from its target. Pure. */
import { type ProgrammeMove, type ProgrammeState, programmeStates } from './programme.states.ts';

export const targetUnits = ['people', 'businesses'] as const;
export type Target = Readonly<{ count: number; unit: (typeof targetUnits)[number]; from: Date; until: Date }>;

export type EligibilityRules = Readonly<{
  /** Region codes of which one must contain the address on the identity card; empty means anywhere. */
  regionPrefixes: readonly string[];
  requiresNib: boolean;
  requiresOwnProduct: boolean;
  requiresQuality: boolean;
}>;

export type CompletionRules = Readonly<{
  /** Share of the lessons to be read, 0 to 100. */
  lessonsPercent: number;
  /** Whether every quiz has to be passed. */
  quizzes: boolean;
  /** Whether every required assignment has to be accepted. */
  assignments: boolean;
  /** Share of the class sessions to be attended, 0 to 100. */
  attendancePercent: number;
}>;

const dayInMs = 86_400_000;

/** Until when an act that ends something can be undone: for a day. */
export const undoableUntil = (at: Date): Date => new Date(at.getTime() + dayInMs);
/** What happened at or before this moment can no longer be undone. */
export const undoableSince = (now: Date): Date => new Date(now.getTime() - dayInMs);
export const isUndoable = (at: Date | undefined, now: Date): boolean => at !== undefined && now < undoableUntil(at);

/** How a programme may be moved from here. A day after it was closed it stays closed. */
export const programmeMoves = (
  { state, closedAt }: Readonly<{ state: ProgrammeState; closedAt?: Date }>,
  now: Date,
): readonly ProgrammeMove[] =>
  programmeStates.moves(state).filter((move) => !programmeStates.row(move).undoes || isUndoable(closedAt, now));

/** What an address of the programme carries: lower case letters, digits and single dashes. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
