/** Everybody's home: the learner's or the applicant's part first, then own applications and a desk for each role. Pure. */
import type { PageModel } from '../../platform/page.ts';
import { applicantHome, applicationTasks, waitsForApplicant } from './applicant.page.ts';
import type { Task } from './card.page.ts';
import { desksOf, firstCard } from './desks.page.ts';
import type { Speech } from './front.page.ts';
import { partOfDay } from './greeting.rules.ts';
import type { Home } from './home.service.ts';
import { learnerHome } from './learner.page.ts';

export function homePage(name: string, home: Home, speech: Speech, now: Date): PageModel {
  const { learning, applications, desks } = home;
  const { t } = speech;
  const shown = desks ? desksOf(desks, speech, now) : [];
  const isApplicant = !learning && !desks;
  // A learner's next thing comes before the work for others, and a page has one.
  const next = learning ? undefined : firstCard(shown);
  return {
    title: t('home.tab.home'),
    greeting: t(`home.greeting.${partOfDay(now)}`, { name }),
    learner: learning && learnerHome(learning, speech, now),
    otherClasses: home.otherClasses.map((cohort): Task => ({ title: cohort.name, href: `/kelas/${cohort.id}` })),
    applicant: isApplicant ? applicantHome(applications, speech) : undefined,
    ownApplications: isApplicant ? [] : applicationTasks(applications, speech),
    next,
    isAllDone: !learning && shown.length > 0 && !next && !waitsForApplicant(applications),
    desks: shown,
  };
}
