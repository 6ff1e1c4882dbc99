import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { admissionPaths } from '../admissions/index.ts';
import type { AdmissionDesk } from './admission-desk.service.ts';
import { countState, type Desk } from './desk.page.ts';

/** The desk of a verifier. Pure. */
export function admissionDesk({ waiting, oldest, withApplicants }: AdmissionDesk, { t, f }: Speech, now: Date): Desk {
  const since = oldest ? t('home.oldestSince', { date: f.date(oldest), days: f.days(oldest, now) }) : undefined;
  return {
    title: t('home.desk.admission'),
    ...(since === undefined
      ? {}
      : {
          next: {
            title: t('home.applicationsWait', { count: waiting }),
            hint: since,
            link: { href: admissionPaths.queue(), text: t('home.startVerifying') },
          },
        }),
    tasks: [
      {
        title: t('home.toVerify'),
        href: admissionPaths.queue(),
        state: countState(waiting, f.number(waiting)),
        hint: since ?? t('home.nothingWaits'),
      },
      {
        title: t('home.withApplicants'),
        href: withQuery(admissionPaths.queue(), { keadaan: 'needs-fixing' }),
        state: { kind: '', text: f.number(withApplicants) },
        hint: withApplicants > 0 ? t('home.withApplicantsHint') : t('home.nothingWaits'),
      },
    ],
    empty: t('home.nothingWaits'),
  };
}
