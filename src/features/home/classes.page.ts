/** The list of somebody's classes, each with the ways into it. Pure. */
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import { termText } from '../lessons/index.ts';
import type { OwnClass } from './classes.service.ts';

export const classesPage = (listed: Paged<OwnClass>, speech: Speech, now: Date): PageModel => ({
  title: speech.t('home.tab.classes'),
  ...pagerOf(listed, '/kelas'),
  classes: listed.items.map(({ cohort, weeks, isLearner }) => ({
    name: cohort.name,
    place: termText(cohort, weeks, speech, now),
    links: linksOf(cohort.id, isLearner, speech),
  })),
});

const linksOf = (id: string, isLearner: boolean, { t }: Speech) => [
  ...(isLearner ? [] : [{ href: `/angkatan/${id}/peserta`, text: t('home.tab.learners') }]),
  { href: `/kelas/${id}`, text: t('home.tab.lessons') },
  ...(isLearner ? [{ href: `/kelas/${id}/tugas`, text: t('home.tab.assignments') }] : []),
  { href: `/kelas/${id}/pertemuan`, text: t('home.tab.sessions') },
];
