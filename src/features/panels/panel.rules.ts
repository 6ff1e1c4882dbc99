/** Who may decide on a panel, and on what. Pure. */
import type { Involved, LastingBar, Tie } from '../assessments/index.ts';

/** The law of the house; a certification body may ask for more, never for less. */
const fewestMembers = 3;

/** What the panel is about to decide on, with everybody who has had to do with the candidate. */
export type PanelCase = Readonly<{
  id: string;
  candidate: string;
  assessor: string;
  /** When the examination was held; no record says so of one from before that was asked. */
  heldOn: Date | undefined;
  recommendedAt: Date;
}> &
  Involved;

export type Panel = Readonly<{
  heldOn: Date;
  members: readonly string[];
  chair: string;
  /** Members that the certification body asks for. */
  minimum: number;
  /** Accounts that hold the role of panel member in that body. */
  entitled: ReadonlySet<string>;
}>;

export type MemberBar = 'not-entitled' | 'is-assessor' | 'is-candidate' | 'examined' | Tie | 'declared';
export type PanelProblem =
  | { kind: 'too-few'; needed: number }
  | { kind: 'chair-not-member' }
  | { kind: 'no-cases' }
  | { kind: 'not-held-yet' }
  | { kind: 'recommended-later'; case: string }
  | { kind: 'not-examined'; case: string }
  | { kind: 'assessor'; assessor: string; bar: LastingBar; case: string }
  | { kind: 'member'; member: string; bar: MemberBar; case?: string };

export const membersNeeded = (minimum: number): number => Math.max(fewestMembers, minimum);

const minute = 60_000;
const toTheMinute = (at: Date): number => Math.floor(at.getTime() / minute) * minute;

/**
 * Everything that keeps this panel from deciding these cases; empty when it may. A meeting is on its day and at its hour,
 * to the minute: before that nothing is signed, and what was recommended later was not before it.
 */
export function findPanelProblems(panel: Panel, cases: readonly PanelCase[], now: Date): PanelProblem[] {
  const members = [...new Set(panel.members)];
  const needed = membersNeeded(panel.minimum);
  return [
    ...(panel.heldOn > now ? [{ kind: 'not-held-yet' } as const] : []),
    ...(members.length < needed ? [{ kind: 'too-few', needed } as const] : []),
    ...(members.includes(panel.chair) ? [] : [{ kind: 'chair-not-member' } as const]),
    ...(cases.length === 0 ? [{ kind: 'no-cases' } as const] : []),
    ...members
      .filter((member) => !panel.entitled.has(member))
      .map((member) => ({ kind: 'member', member, bar: 'not-entitled' }) as const),
    ...cases
      .filter(({ recommendedAt }) => toTheMinute(recommendedAt) > panel.heldOn.getTime())
      .map(({ id }) => ({ kind: 'recommended-later', case: id }) as const),
    ...cases
      .filter(({ heldOn, recommendedAt }) => heldOn === undefined || heldOn > recommendedAt)
      .map(({ id }) => ({ kind: 'not-examined', case: id }) as const),
    ...cases.flatMap(assessorProblems),
    ...cases.flatMap((one) => members.flatMap((member) => barsOf(member, one))),
  ];
}

/** Who may sit on the panel for the other cases, but has no word in this one. */
export const barredFrom = ({
  assessor,
  candidate,
  ties,
  declared,
  examined,
}: Pick<PanelCase, 'assessor' | 'candidate' | 'ties' | 'declared' | 'examined'>): ReadonlySet<string> =>
  new Set([assessor, candidate, ...ties.keys(), ...declared, ...examined]);

/** What came up about the assessor after the recommendation makes it worthless all the same. */
const assessorProblems = ({ id, assessor, assessorBars }: PanelCase): PanelProblem[] =>
  assessorBars.map((bar) => ({ kind: 'assessor', assessor, bar, case: id }));

function barsOf(member: string, one: PanelCase): PanelProblem[] {
  const found: MemberBar[] = [
    ...(member === one.assessor ? (['is-assessor'] as const) : []),
    ...(member === one.candidate ? (['is-candidate'] as const) : []),
    ...(one.examined.has(member) ? (['examined'] as const) : []),
    ...(one.ties.get(member) ?? []),
    ...(one.declared.has(member) ? (['declared'] as const) : []),
  ];
  return found.map((bar) => ({ kind: 'member', member, bar, case: one.id }));
}
