/** The letters about applications: to applicants, and to those who verify. */
import type { Bilingual } from '../../platform/i18n.ts';
import type { Letters } from '../accounts/index.ts';
import { admissionPaths } from './admissions.paths.ts';

export type ApplicationNews = 'received' | 'accepted' | 'refused' | 'needs-fixing';

type Sent = Readonly<{ cohort: string; number?: string; reason?: string }>;

export const letters = {
  news:
    (news: ApplicationNews, { cohort, number = '', reason = '' }: Sent) =>
    ({ t }) => ({
      subject: t(`admissions.mailSubject.${news}`, { number }),
      text: t(`admissions.mail.${news}`, { number, reason }),
      path: admissionPaths.application(cohort),
    }),

  waiting:
    (count: number, programme: Bilingual) =>
    ({ t, lang }) => ({
      subject: t('admissions.mailSubject.waiting', { count }),
      text: t('admissions.mail.waiting', { count, programme: programme[lang] }),
      path: admissionPaths.queue(),
    }),
} satisfies Letters;
