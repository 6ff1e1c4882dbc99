/** Who examines a candidate, and why not the others. Pure: the caller gathers what is known of each assessor. */
import { isLicensedOn, type Licence } from '../assessors/index.ts';

/** What an assessor has had to do with the candidate. */
export const ties = ['taught', 'mentored', 'marked'] as const;
export type Tie = (typeof ties)[number];

/** What makes an examination worthless, whoever finds it out and whenever. */
export const lastingBars = ['scheme', 'licence', 'self', ...ties, 'declared'] as const;
export type LastingBar = (typeof lastingBars)[number];

export const bars = ['role', ...lastingBars, 'declined', 'capacity'] as const;
export type Bar = (typeof bars)[number];

/** A written reason may overcome these two; the others are bars for everybody. */
const softBars: ReadonlySet<Bar> = new Set<Bar>(['declined', 'capacity']);

export type RegisteredAssessor = Readonly<{
  /** The account's id. */
  assessor: string;
  name: string;
  /** Whether the account still holds the role in this certification body. */
  holdsRole: boolean;
  schemes: readonly string[];
  licence: Licence;
  capacity: number;
  /** Cases offered to or in the hands of this assessor. */
  load: number;
  lastAssignedAt?: Date | undefined;
  ties: readonly Tie[];
  /** Has stated a conflict of interest with this candidate. */
  hasDeclaredConflict: boolean;
  hasDeclinedThisCase: boolean;
}>;

/** `day` is the day for which a licence is asked: of the examination that is to come, or of the recommendation made. */
export type Examination = Readonly<{ candidate: string; scheme: string; day: Date }>;

export type RoutedCandidate = Readonly<{
  assessor: string;
  name: string;
  /** Empty for somebody who may be chosen. */
  bars: readonly Bar[];
  load: number;
  capacity: number;
  lastAssignedAt?: Date | undefined;
}>;

/** Everybody in the register with every bar, those who may be chosen first in the order of choice. */
export type Routing = Readonly<{ candidates: readonly RoutedCandidate[]; chosen: string | undefined }>;

/** Chooses the least loaded, then the one longest without a case, then by id, so that the answer is always the same. */
export function chooseAssessor(register: readonly RegisteredAssessor[], examination: Examination): Routing {
  const candidates = register.map((one) => weigh(one, examination)).sort(byOrderOfChoice);
  const first = candidates[0];
  return { candidates, chosen: first && first.bars.length === 0 ? first.assessor : undefined };
}

/** Whether a manager may put this assessor on the case with a written reason. */
export const mayBeOverridden = (found: readonly Bar[]): boolean => found.every((bar) => softBars.has(bar));

function weigh(one: RegisteredAssessor, examination: Examination): RoutedCandidate {
  const found: readonly Bar[] = [
    ...(one.holdsRole ? [] : (['role'] as const)),
    ...findLastingBars(one, examination),
    ...(one.hasDeclinedThisCase ? (['declined'] as const) : []),
    ...(one.load >= one.capacity ? (['capacity'] as const) : []),
  ];
  const { assessor, name, load, capacity, lastAssignedAt } = one;
  return { assessor, name, bars: found, load, capacity, lastAssignedAt };
}

export type KnownAssessor = Pick<
  RegisteredAssessor,
  'assessor' | 'schemes' | 'licence' | 'ties' | 'hasDeclaredConflict'
>;

/** In the order of `lastingBars`; empty when the assessor may examine, and when what they have recommended may be decided. */
export function findLastingBars(one: KnownAssessor, { candidate, scheme, day }: Examination): LastingBar[] {
  const found: Record<LastingBar, boolean> = {
    scheme: !one.schemes.includes(scheme),
    licence: !isLicensedOn(one.licence, day),
    self: one.assessor === candidate,
    taught: one.ties.includes('taught'),
    mentored: one.ties.includes('mentored'),
    marked: one.ties.includes('marked'),
    declared: one.hasDeclaredConflict,
  };
  return lastingBars.filter((bar) => found[bar]);
}

const never = new Date(0);
const assignedAt = ({ lastAssignedAt = never }: RoutedCandidate) => lastAssignedAt.getTime();

function byOrderOfChoice(a: RoutedCandidate, b: RoutedCandidate): number {
  return (
    Number(a.bars.length > 0) - Number(b.bars.length > 0) ||
    a.load - b.load ||
    assignedAt(a) - assignedAt(b) ||
    (a.assessor < b.assessor ? -1 : 1)
  );
}
