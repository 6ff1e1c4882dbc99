import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { fromWib } from '../../platform/format.ts';
import type { TrainingCentre } from './centre.service.ts';
import { type CohortDates, findDateMistake, findPastDate } from './cohort.rules.ts';
import type { NewCohort } from './cohort.service.ts';

/** The new cohort's form, for a city's centres: it cannot have more seats than its centre. */
export const cohortForm = (centres: readonly TrainingCentre[], curricula: readonly string[], now: Date) =>
  z
    .strictObject({
      number: field.whole(1, 9999),
      name: field.printed(80),
      centre: field.id().refine((id) => centres.some((centre) => centre.id === id), problem('platform.chooseOne')),
      curriculum: z.string().refine((version) => curricula.includes(version), problem('platform.chooseOne')),
      seats: field.whole(1, 1000),
      applicationsUntil: field.day(),
      startsOn: field.day(),
      endsOn: field.day(),
      examOn: field.day(),
    })
    .superRefine((form, context) => {
      const found = findDateMistake(datesOf(form)) ?? findPastDate(datesOf(form), now);
      if (found) {
        context.addIssue({ code: 'custom', path: [found.field], ...problem(found.mistake) });
      }
      const capacity = centres.find(({ id }) => id === form.centre)?.capacity ?? 0;
      if (form.seats > capacity) {
        context.addIssue({ code: 'custom', path: ['seats'], ...problem('programmes.overCapacity', { capacity }) });
      }
    });
export type CohortForm = z.infer<ReturnType<typeof cohortForm>>;

type Days = Pick<CohortForm, 'applicationsUntil' | 'startsOn' | 'endsOn' | 'examOn'>;

/** Days begin in WIB; the last day for applications counts to its end. */
export const datesOf = ({ applicationsUntil, startsOn, endsOn, examOn }: Days): CohortDates => ({
  applicationsUntil: fromWib(applicationsUntil, '23:59'),
  startsOn: fromWib(startsOn),
  endsOn: fromWib(endsOn),
  examOn: fromWib(examOn),
});

export const cohortFrom = (form: CohortForm, scheme: string): NewCohort => ({
  number: form.number,
  name: form.name,
  centre: form.centre,
  curriculum: form.curriculum,
  seats: form.seats,
  ...datesOf(form),
  scheme,
});

export const seatsForm = z.strictObject({ seats: field.whole(1, 1000), seen: field.whole(1, 1000) });
