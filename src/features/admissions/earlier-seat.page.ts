/** What a verifier is told about other seats and applications of the same person. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { type Cohort, cohortStates } from '../programmes/index.ts';
import type { Enrolment } from './enrolment.service.ts';
import type { Place } from './place.page.ts';

type Earlier = Readonly<{
  seats: readonly Enrolment[];
  /** Applications for other cohorts of the programme that nobody has decided yet. */
  twins: readonly { number: string; cohort: string }[];
  cohorts: ReadonlyMap<string, Cohort>;
  people: ReadonlyMap<string, { name: string }>;
}>;

export function earlierSeats({ application }: Place, { seats, twins, cohorts, people }: Earlier, speech: Speech) {
  const nameOf = (cohort: string) => cohorts.get(cohort)?.name ?? '';
  return {
    hasEarlierSeat: seats.length > 0,
    earlier: [
      ...seats.map((seat) => ({
        title: nameOf(seat.cohort),
        text: seatText(seat, cohorts.get(seat.cohort), speech),
        account: seat.account === application.applicant ? undefined : (people.get(seat.account)?.name ?? ''),
      })),
      ...twins.map(({ number, cohort }) => ({
        title: nameOf(cohort),
        text: speech.t('admissions.earlierApplication', { number }),
        account: undefined,
      })),
    ],
  };
}

function seatText({ admittedAt, completedAt }: Enrolment, cohort: Cohort | undefined, { t, f }: Speech): string {
  if (completedAt) return t('admissions.earlierGraduate', { date: f.date(completedAt) });
  return cohort && cohortStates.is('ended', cohort.state)
    ? t('admissions.earlierOver', { date: f.date(cohort.endsOn) })
    : t('admissions.earlierSeat', { date: f.date(admittedAt) });
}
