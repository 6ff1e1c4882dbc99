/** What an application consists of, when a part is complete, and where its states lead. Pure. */
import { type Cohort, type EligibilityRules, type Programme, vacancyIn } from '../programmes/index.ts';
import { type ApplicationState, applicationStates } from './application.states.ts';

export const checks = ['nib', 'ownProduct', 'quality', 'localId'] as const;
export type Check = (typeof checks)[number];

export const steps = ['person', ...checks] as const;
export type Step = (typeof steps)[number];

export const verdicts = ['meets', 'does-not', 'needs-fixing'] as const;
export type CheckVerdict = (typeof verdicts)[number];

export const businessRoles = ['producer', 'trader', 'reseller', 'starter'] as const;
export type BusinessRole = (typeof businessRoles)[number];
export const certificateKinds = ['halal', 'pirt', 'bpom', 'haccp', 'sni', 'iso', 'organic'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

/** A place on an identity card outside the programme's city. */
export const elsewhere = 'elsewhere';

export const maxProofs = 5;

/** The checks that the rules of a programme ask for. The identity card is always one: it says who applies. */
export const requiredChecks = (rules: EligibilityRules): Check[] =>
  checks.filter(
    (check) =>
      check === 'localId' ||
      (check === 'nib' && rules.requiresNib) ||
      (check === 'ownProduct' && rules.requiresOwnProduct) ||
      (check === 'quality' && rules.requiresQuality),
  );

export const requiredSteps = (rules: EligibilityRules): Step[] => ['person', ...requiredChecks(rules)];

/** Fields without which a part is not complete; a proof is needed for every check besides. */
const needed: Readonly<Record<Step, readonly string[]>> = {
  person: ['nik', 'birthDate', 'district', 'address'],
  nib: ['number', 'businessName'],
  ownProduct: ['product', 'description', 'role', 'place'],
  quality: ['capacity', 'unit', 'checking'],
  localId: ['region', 'address'],
};

type Part = Readonly<Record<string, unknown>> & { proofs?: readonly unknown[]; savedAt?: Date; decision?: Decided };
type Decided = Readonly<{ verdict: CheckVerdict; at: Date }>;
export type Parts = Readonly<{ person: Part; checks: Readonly<Record<Check, Part>> }>;

export const partOf = (parts: Parts, step: Step): Part => (step === 'person' ? parts.person : parts.checks[step]);

export function isComplete(parts: Parts, step: Step): boolean {
  const part = partOf(parts, step);
  const isProved = step === 'person' || (part.proofs?.length ?? 0) > 0;
  return isProved && needed[step].every((name) => part[name] !== undefined && part[name] !== '');
}

/** The identity card proves who somebody is, so what is wrong with it may be mended among the personal details too. */
export const governingCheck = (step: Step): Check => (step === 'person' ? 'localId' : step);

const verdictOn = (parts: Parts, step: Step) => parts.checks[governingCheck(step)].decision?.verdict;

/** Whether the applicant may change this part now. */
export function isEditable(parts: Parts, state: ApplicationState, step: Step): boolean {
  if (applicationStates.is('draft', state)) return true;
  return applicationStates.is('fixing', state) && verdictOn(parts, step) === 'needs-fixing';
}

export type TaskState = 'not-started' | 'in-progress' | 'done' | 'needs-fixing' | 'fixed' | 'locked';

export function taskState(parts: Parts, state: ApplicationState, step: Step): TaskState {
  if (!isEditable(parts, state, step)) return 'locked';
  if (applicationStates.is('fixing', state) && step !== 'person')
    return isMended(parts, step) ? 'fixed' : 'needs-fixing';
  if (isComplete(parts, step)) return 'done';
  const part = partOf(parts, step);
  return part.savedAt === undefined && (part.proofs?.length ?? 0) === 0 ? 'not-started' : 'in-progress';
}

/** Saved again after the verifier asked for it, and complete. */
function isMended(parts: Parts, step: Check): boolean {
  const { savedAt, decision } = partOf(parts, step);
  return isComplete(parts, step) && savedAt !== undefined && decision !== undefined && savedAt > decision.at;
}

/** The parts that keep an application from being sent; none left means it can go. */
export function findUnfinished(parts: Parts, state: ApplicationState, rules: EligibilityRules): Step[] {
  const finished: ReadonlySet<TaskState> = new Set<TaskState>(['done', 'fixed', 'locked']);
  return requiredSteps(rules).filter((step) => !finished.has(taskState(parts, state, step)));
}

type Offer = Readonly<{ cohort: Pick<Cohort, 'state' | 'seatsLeft'>; programme: Pick<Programme, 'state'> }>;

/**
 * Why an application comes to nothing as things stand, although nobody decided it: the cohort has ended, or the programme
 * is closed. Nothing while it can go on.
 */
export function deadEndOf(state: ApplicationState, { cohort, programme }: Offer): 'ended' | 'closed' | undefined {
  if (!applicationStates.is('undecided', state)) return undefined;
  const vacancy = vacancyIn(cohort, programme);
  return vacancy === 'ended' || vacancy === 'closed' ? vacancy : undefined;
}

export type Outcome = 'accept' | 'send-back' | 'refuse';

/** What a verifier can do with the decisions taken so far. Refusing is always possible, with a reason. */
export function possibleOutcomes(parts: Parts, rules: EligibilityRules): Outcome[] {
  const given = requiredChecks(rules).map((check) => parts.checks[check].decision?.verdict);
  return [
    ...(given.every((verdict) => verdict === 'meets') ? (['accept'] as const) : []),
    ...(given.includes('needs-fixing') ? (['send-back'] as const) : []),
    'refuse' as const,
  ];
}
