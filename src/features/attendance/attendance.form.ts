/** What the forms about class sessions may carry. */
import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { fromWib } from '../../platform/format.ts';
import { isSensibleTime, statuses } from './attendance.rules.ts';

/** A session within one day; its teacher is one of the cohort's instructors. */
export const sessionForm = (teachers: readonly { id: string }[]) =>
  z
    .strictObject({
      day: field.day(),
      from: field.timeOfDay(),
      until: field.timeOfDay(),
      place: field.printed(120),
      topic: field.text(160),
      teacher: field.id().refine((id) => teachers.some((teacher) => teacher.id === id), problem('platform.chooseOne')),
    })
    .superRefine(({ day, from, until }, context) => {
      if (isSensibleTime(fromWib(day, from), fromWib(day, until))) return;
      context.addIssue({ code: 'custom', path: ['until'], ...problem('attendance.endsBeforeStart') });
    })
    .transform(({ day, from, until, ...rest }) => ({
      ...rest,
      startsAt: fromWib(day, from),
      endsAt: fromWib(day, until),
    }));

export const statusName = (enrolment: string): string => `status-${enrolment}`;

/** One status for each of these learners. */
export const attendanceForm = (enrolments: readonly string[]) =>
  z
    .strictObject({
      ...(Object.fromEntries(enrolments.map((id) => [statusName(id), field.choice(statuses)])) as object),
      revision: field.whole(0, 1_000_000),
    })
    .transform((form) => {
      const given = form as Readonly<Record<string, unknown>>;
      const chosen = enrolments.map((id) => [id, given[statusName(id)] as (typeof statuses)[number]] as const);
      return { revision: form.revision, statuses: new Map(chosen) };
    });
