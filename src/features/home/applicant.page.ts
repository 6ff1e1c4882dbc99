/** The home of somebody who applies or has only just made an account, and the same list for everybody else. Pure. */
import type { Application } from '../admissions/index.ts';
import type { OwnApplication } from './applicant.service.ts';
import type { NextCard, Task } from './card.page.ts';
import type { Speech } from './front.page.ts';

const looks: Readonly<Record<Application['state'], NonNullable<Task['state']>['kind']>> = {
  draft: '',
  submitted: 'now',
  'needs-fixing': 'warn',
  accepted: 'good',
  refused: 'bad',
  withdrawn: '',
};

/** What needs the applicant's own hand stands in front. */
const urgency: readonly Application['state'][] = [
  'needs-fixing',
  'draft',
  'submitted',
  'accepted',
  'refused',
  'withdrawn',
];

export function applicantHome(own: readonly OwnApplication[], speech: Speech) {
  const { t } = speech;
  const ordered = byUrgency(own);
  return {
    port: 0,
    ports: (['applying', 'learning', 'exam', 'panel', 'certificate'] as const).map((port) => t(`home.port.${port}`)),
    next: ordered[0] ? applicationCard(ordered[0], speech) : beginCard(speech),
    tasks: ordered.map((one) => applicationTask(one, speech)),
  };
}

/** For those whose home is about something else: a list only, because the next thing is named elsewhere on the page. */
export const applicationTasks = (own: readonly OwnApplication[], speech: Speech): Task[] =>
  byUrgency(own).map((one) => applicationTask(one, speech));

/** Whether one of them cannot go on without the applicant. */
export const waitsForApplicant = (own: readonly OwnApplication[]): boolean =>
  own.some(({ application: { state } }) => state === 'needs-fixing' || state === 'draft');

function byUrgency(own: readonly OwnApplication[]): OwnApplication[] {
  const rank = ({ application }: OwnApplication) => urgency.indexOf(application.state);
  return [...own].sort((one, other) => rank(one) - rank(other));
}

function applicationTask({ application, cohort }: OwnApplication, { t }: Speech): Task {
  const { state, number } = application;
  return {
    title: cohort?.name ?? t('home.application'),
    href: `/pendaftaran/${application.cohort}`,
    state: { kind: looks[state], text: t(`home.application.${state}`) },
    ...(number ? { hint: t('home.applicationNumber', { number }) } : {}),
  };
}

function applicationCard({ application, cohort }: OwnApplication, { t, f }: Speech): NextCard {
  const { state } = application;
  const date = cohort ? f.longDate(state === 'accepted' ? cohort.startsOn : cohort.applicationsUntil) : '';
  return {
    ...(cohort ? { eyebrow: cohort.name } : {}),
    title: t(`home.applicationTitle.${state}`),
    hint: t(`home.applicationHint.${state}`, { date }),
    link:
      state === 'refused' || state === 'withdrawn'
        ? { href: '/', text: t('home.toFront') }
        : { href: `/pendaftaran/${application.cohort}`, text: t(`home.applicationAction.${state}`) },
  };
}

const beginCard = ({ t }: Speech): NextCard => ({
  title: t('home.beginTitle'),
  hint: t('home.beginHint'),
  link: { href: '/', text: t('home.chooseCohort') },
});
