import type { Speech } from '../../platform/speech.ts';
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
            link: { href: '/verifikasi', text: t('home.startVerifying') },
          },
        }),
    tasks: [
      {
        title: t('home.toVerify'),
        href: '/verifikasi',
        state: countState(waiting, f.number(waiting)),
        hint: since ?? t('home.nothingWaits'),
      },
      {
        title: t('home.withApplicants'),
        href: '/verifikasi?keadaan=needs-fixing',
        state: { kind: '', text: f.number(withApplicants) },
        hint: withApplicants > 0 ? t('home.withApplicantsHint') : t('home.nothingWaits'),
      },
    ],
    empty: t('home.nothingWaits'),
  };
}
