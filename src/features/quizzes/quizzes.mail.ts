/** The letter to a learner who was granted one more attempt. */
import type { Letters } from '../accounts/index.ts';
import type { Quiz } from '../courses/index.ts';
import { quizPaths } from './quizzes.paths.ts';

/** `module` is the slug of the quiz's module. */
type Granted = Readonly<{ cohort: string; module: string; quiz: Pick<Quiz, 'title'> }>;

export const letters = {
  granted:
    ({ cohort, module, quiz }: Granted) =>
    ({ t, lang }) => {
      const title = quiz.title[lang];
      return {
        subject: t('quizzes.mail.grantedSubject', { title }),
        text: t('quizzes.mail.granted', { title }),
        path: quizPaths.quiz(cohort, module),
      };
    },
} satisfies Letters;
