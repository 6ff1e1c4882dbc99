/** The letters about works: to those who mark, and to the learner whose work was marked. */
import type { Letters } from '../accounts/index.ts';
import type { Assignment } from '../courses/index.ts';
import { assignmentPaths } from './assignments.paths.ts';
import type { MarkOutcome } from './marking.rules.ts';

export const letters = {
  waiting:
    (count: number, cohort: string) =>
    ({ t }) => ({
      subject: t('assignments.mail.waitingSubject', { count }),
      text: t('assignments.mail.waiting', { count, cohort }),
      path: assignmentPaths.queue(),
    }),

  marked:
    (outcome: MarkOutcome, cohort: string, assignment: Pick<Assignment, 'id' | 'title'>) =>
    ({ t, lang }) => {
      const title = assignment.title[lang];
      return {
        subject: t(`assignments.mail.${outcome}Subject`, { title }),
        text: t(`assignments.mail.${outcome}`, { title }),
        path: assignmentPaths.one(cohort, assignment.id),
      };
    },
} satisfies Letters;
