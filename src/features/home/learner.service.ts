/** Everything that a person's own home is made from, in as few questions to the database as possible. */
import { known } from '../../platform/must.ts';
import type { Actor } from '../accounts/index.ts';
import {
  applicationStates,
  type Enrolment,
  enrolmentStates,
  listEnrolmentsEver,
  listOwnApplications,
} from '../admissions/index.ts';
import { casesOf, type CaseSummary } from '../assessments/index.ts';
import { sessionsAheadOf } from '../attendance/index.ts';
import { certificatesOf, type CertificateSummary, heldAmong } from '../certificates/index.ts';
import { completionsOf, progressOfSeats } from '../completion/index.ts';
import { type Cohort, findCohorts, findProgrammes } from '../programmes/index.ts';
import type { Applied, PersonFacts, Seat } from './person-state.rules.ts';

/** `isAtWork`: whoever works here sees only applications that came to no seat. */
export async function findPerson(actor: Actor, isAtWork: boolean, now: Date): Promise<PersonFacts> {
  const [enrolments, own] = await Promise.all([listEnrolmentsEver(actor.id), listOwnApplications(actor.id)]);
  const isOnlyApplicant = enrolments.length === 0 && !isAtWork;
  const applications = own.filter(({ state }) => isOnlyApplicant || applicationStates.is('seatless', state));
  const cohorts = await cohortsOf([...enrolments, ...applications]);
  const [seats, applied] = await Promise.all([
    findSeats(enrolments, cohorts, now),
    findProgrammesOf(applications, cohorts),
  ]);
  return { seats, applications: applied };
}

const cohortsOf = (places: readonly { cohort: string }[]): Promise<Map<string, Cohort>> | Map<string, Cohort> =>
  places.length === 0 ? new Map() : findCohorts([...new Set(places.map(({ cohort }) => cohort))]);

/** Of those who have completed the course is not asked any more, of the others nothing that comes after it. */
async function findSeats(
  enrolments: readonly Enrolment[],
  cohorts: ReadonlyMap<string, Cohort>,
  now: Date,
): Promise<Seat[]> {
  if (enrolments.length === 0) return [];
  const completions = await completionsOf(enrolments.map(({ id }) => id));
  const done = enrolments.filter(({ id }) => completions.has(id)).map(({ id }) => id);
  const studying = enrolments.flatMap(({ id, state, cohort }) => {
    const place = cohorts.get(cohort);
    return place && enrolmentStates.is('seated', state) && !completions.has(id) ? [{ id, cohort: place }] : [];
  });
  const [studies, came] = await Promise.all([findStudies(studying, now), findWhatCame(done)]);
  return enrolments.flatMap((enrolment): Seat[] => {
    const cohort = cohorts.get(enrolment.cohort);
    if (!cohort) return [];
    const study = studies.get(enrolment.id);
    const completedAt = completions.get(enrolment.id)?.decidedAt;
    return [
      {
        enrolment,
        cohort,
        ...(study ? { study } : {}),
        ...(completedAt ? { completedAt } : {}),
        ...came(enrolment.id),
      },
    ];
  });
}

type Studying = Readonly<{ id: string; cohort: Cohort }>;

async function findStudies(studying: readonly Studying[], now: Date) {
  if (studying.length === 0) return new Map<string, never>();
  const cohorts = [...new Map(studying.map(({ cohort }) => [cohort.id, cohort])).values()];
  const [progress, ahead] = await Promise.all([progressOfSeats(studying), sessionsAheadOf(cohorts, now)]);
  return new Map(
    studying.map(({ id, cohort }) => [id, { ...known(progress, id), ahead: known(ahead, cohort.id) }] as const),
  );
}

async function findWhatCame(completed: readonly string[]) {
  const [cases, certificates] =
    completed.length === 0
      ? [new Map<string, CaseSummary>(), new Map<string, CertificateSummary>()]
      : await Promise.all([casesOf(completed), certificatesOf(completed)]);
  const printed = [...cases].filter(([id, { step }]) => step === 'see-certificate' && !certificates.has(id));
  const held = await heldAmong(printed.map(([, { id }]) => id));
  return (id: string) => {
    const [inQuestion, certificate] = [cases.get(id), certificates.get(id)];
    return {
      ...(inQuestion ? { inQuestion, isCertificateHeld: held.has(inQuestion.id) } : {}),
      ...(certificate ? { certificate } : {}),
    };
  };
}

/** Whether the programme still takes anybody matters to those only who are not decided about. */
async function findProgrammesOf(
  applications: Awaited<ReturnType<typeof listOwnApplications>>,
  cohorts: ReadonlyMap<string, Cohort>,
): Promise<Applied[]> {
  const open = applications.filter(({ state }) => applicationStates.is('undecided', state));
  const programmes =
    open.length === 0 ? new Map() : await findProgrammes([...new Set(open.map(({ programme }) => programme))]);
  return applications.map((application) => ({
    application,
    cohort: cohorts.get(application.cohort),
    programme: programmes.get(application.programme)?.state,
  }));
}
