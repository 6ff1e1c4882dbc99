/** The list of somebody's classes, each with the ways into it. Pure. */
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import { assignmentPaths } from '../assignments/index.ts';
import { attendancePaths } from '../attendance/index.ts';
import { completionPaths } from '../completion/index.ts';
import { termText, lessonPaths } from '../lessons/index.ts';
import type { OwnClass } from './classes.service.ts';
import { homePaths } from './home.paths.ts';

export const classesPage = (listed: Paged<OwnClass>, speech: Speech, now: Date): PageModel => ({
  title: speech.t('home.tab.classes'),
  ...pagerOf(listed, homePaths.classes()),
  classes: listed.items.map(({ cohort, weeks, isLearner }) => ({
    name: cohort.name,
    place: termText(cohort, weeks, speech, now),
    links: linksOf(cohort.id, isLearner, speech),
  })),
});

const linksOf = (id: string, isLearner: boolean, { t }: Speech) => [
  ...(isLearner ? [] : [{ href: completionPaths.roster(id), text: t('home.tab.learners') }]),
  { href: lessonPaths.course(id), text: t('home.tab.lessons') },
  ...(isLearner ? [{ href: assignmentPaths.list(id), text: t('home.tab.assignments') }] : []),
  { href: attendancePaths.list(id), text: t('home.tab.sessions') },
];
