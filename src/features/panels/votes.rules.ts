/** What a panel decides by unit: what was recommended, unless it wrote down something else. Pure. */
import { type DecidedUnit, type Outcome, overallOutcome, type RecommendedUnit } from '../assessments/index.ts';

/** What the minute says of one unit. */
export type UnitDecision = { unit: string; outcome: Outcome; reason: string };

/** One unit as the panel decides it, beside what the assessor recommended. */
export type UnitVote = RecommendedUnit & Readonly<{ decided: Outcome; reason: string }>;

/** A unit of which the minute says nothing is decided as it was recommended. */
export const votesOf = (units: readonly RecommendedUnit[], decisions: readonly UnitDecision[]): UnitVote[] =>
  units.map((one) => {
    const decision = decisions.find(({ unit }) => unit === one.unit);
    return { ...one, decided: decision?.outcome ?? one.recommended, reason: decision?.reason ?? '' };
  });

/** With what a minute begins. */
export const asRecommended = (units: readonly RecommendedUnit[]): UnitDecision[] =>
  units.map(({ unit, recommended }) => ({ unit, outcome: recommended, reason: '' }));

export type VoteProblem = 'reason-needed' | 'unsupported';

type Judged = Pick<UnitVote, 'recommended' | 'decided' | 'reason' | 'isSupported'>;

/** Following the recommendation needs no words; departing from it does, and competence always needs its evidence. */
export function findVoteProblem({ recommended, decided, reason, isSupported }: Judged): VoteProblem | undefined {
  if (decided === 'competent' && !isSupported) return 'unsupported';
  return decided !== recommended && reason === '' ? 'reason-needed' : undefined;
}

type Scope = Readonly<{ units: readonly string[]; carried: readonly string[] }>;

/** Units that an earlier cycle found competent stay so; with them the outcome is over the whole scheme. */
export function countVotes(votes: readonly UnitVote[], { units, carried }: Scope) {
  const decided = [...votes.map(asDecided), ...carried.map(asCarried)];
  const outcomes = decided.map(({ code, outcome }) => ({ unit: code, outcome }));
  return { outcome: overallOutcome([...units, ...carried], outcomes), units: decided };
}

/** Where the panel gives a reason it is what is missing, else what the assessor had named. */
const asDecided = ({ unit, decided, reason, missing }: UnitVote): DecidedUnit => ({
  code: unit,
  outcome: decided,
  missing: decided === 'competent' ? '' : reason || missing,
  reason,
  carried: false,
});

const asCarried = (code: string): DecidedUnit => ({
  code,
  outcome: 'competent',
  missing: '',
  reason: '',
  carried: true,
});
