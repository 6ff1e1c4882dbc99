/** From all that a person has here to the states they are in, the one that is told first in front. Pure. */
import {
  type Application,
  applicationStates,
  deadEndOf,
  type Enrolment,
  enrolmentStates,
} from '../admissions/index.ts';
import type { CaseSummary } from '../assessments/index.ts';
import type { CertificateSummary } from '../certificates/index.ts';
import { applicationWindow, type Cohort, type ProgrammeState, programmeStates } from '../programmes/index.ts';
import { certificateSituation, examSituation, openingSituation } from './exam-state.rules.ts';
import { type ApplicationSituation, byUrgency, type SeatSituation, type Situation } from './situation.rules.ts';
import { type Study, studySituation } from './study-state.rules.ts';

/** A place in a class with what came of it. `study` is there until completion, and is not asked for afterwards. */
export type Seat = Readonly<{
  enrolment: Pick<Enrolment, 'id' | 'state' | 'application'>;
  cohort: Cohort;
  study?: Study;
  completedAt?: Date;
  inQuestion?: CaseSummary;
  /** Something holds the certificate up, and whoever mends it knows. */
  isCertificateHeld?: boolean;
  certificate?: CertificateSummary;
}>;

/** `programme`: whether the programme takes anybody; undefined where it does not matter any more. */
export type Applied = Readonly<{
  application: Application;
  cohort: Cohort | undefined;
  programme: ProgrammeState | undefined;
}>;

export type PersonFacts = Readonly<{ seats: readonly Seat[]; applications: readonly Applied[] }>;

/** At least one: somebody with neither seat nor application is told how to begin. */
export function situationsOf({ seats, applications }: PersonFacts, now: Date): Situation[] {
  const seated = new Set(seats.map(({ enrolment }) => enrolment.application));
  const all: Situation[] = [
    ...seats.map((seat) => seatSituation(seat, now)),
    ...applications
      .filter(({ application }) => !seated.has(application.id))
      .map((applied) => applicationSituation(applied, now)),
  ];
  return all.length === 0 ? [{ kind: 'nothing-yet' }] : byUrgency(all);
}

/** What came last counts: a certificate before its case, a case before the course. */
export function seatSituation({ cohort, ...seat }: Seat, now: Date): SeatSituation {
  if (seat.certificate) return certificateSituation(cohort, seat.certificate, now);
  if (seat.inQuestion) return examSituation(cohort, seat.inQuestion, now, seat.isCertificateHeld);
  if (seat.completedAt) return openingSituation(cohort, seat.completedAt, now);
  if (enrolmentStates.is('left', seat.enrolment.state) || !seat.study) return { kind: 'seat-left', cohort };
  // Everything is met, and the worker is about to say so.
  if (seat.study.decision.complete) return openingSituation(cohort, now, now);
  return studySituation(seat.study, now);
}

function applicationSituation({ application, cohort, programme }: Applied, now: Date): ApplicationSituation {
  return { kind: kindOf({ application, cohort, programme }, now), application, cohort };
}

function kindOf({ application, cohort, programme }: Applied, now: Date): ApplicationSituation['kind'] {
  const { state } = application;
  return applicationStates.is('undecided', state) && !canGoOn(state, cohort, programme, now)
    ? 'application-closed'
    : kinds[state];
}

/** What was sent is decided also after the window for sending has closed. */
function canGoOn(
  state: Application['state'],
  cohort: Cohort | undefined,
  programme: ProgrammeState | undefined,
  now: Date,
): boolean {
  if (!cohort || !programme || deadEndOf(state, { cohort, programme: { state: programme } })) return false;
  return (
    !applicationStates.is('draft', state) ||
    (programmeStates.is('open', programme) && applicationWindow(cohort, now) === 'open')
  );
}

const kinds = {
  draft: 'application-draft',
  submitted: 'application-sent',
  'needs-fixing': 'application-returned',
  accepted: 'seat-awaited',
  refused: 'application-refused',
  withdrawn: 'application-withdrawn',
} as const satisfies Record<Application['state'], ApplicationSituation['kind']>;
