/** The desk of a system admin. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { operationPaths } from '../operations/index.ts';
import { programmePaths } from '../programmes/index.ts';
import type { NextCard, Task } from './card.page.ts';
import { countState, type Desk } from './desk.page.ts';
import type { SystemDesk } from './system-desk.service.ts';

export function systemDesk(state: SystemDesk, speech: Speech): Desk {
  const { t, f } = speech;
  const { failedJobs, checkedAt } = state;
  const next = systemCard(state, speech);
  return {
    title: t('home.desk.system'),
    ...(next ? { next } : {}),
    tasks: [
      {
        title: t('home.deadJobs'),
        href: operationPaths.queue(),
        state: { ...countState(failedJobs, f.number(failedJobs)), ...(failedJobs > 0 ? { kind: 'warn' } : {}) },
        hint: t('home.deadJobsHint'),
      },
      {
        title: t('home.tab.audit'),
        href: operationPaths.audit(),
        state: trailState(state, speech),
        hint: checkedAt ? t('home.trailChecked', { date: f.dateTime(checkedAt) }) : t('home.trailUnchecked'),
      },
      { title: t('home.tab.programmes'), href: programmePaths.list(), hint: t('home.programmesHint') },
    ],
    empty: t('home.nothingWaits'),
  };
}

/** A broken audit trail comes before everything else. */
function systemCard({ failedJobs, isTrailWhole }: SystemDesk, { t }: Speech): NextCard | undefined {
  if (isTrailWhole === false) {
    return {
      title: t('home.trailBroken'),
      hint: t('home.trailBrokenHint'),
      link: { href: operationPaths.audit(), text: t('home.openTrail') },
    };
  }
  if (failedJobs === 0) return undefined;
  return {
    title: t('home.deadJobsWait', { count: failedJobs }),
    hint: t('home.deadJobsHint'),
    link: { href: operationPaths.queue(), text: t('home.openQueue') },
  };
}

function trailState({ isTrailWhole }: SystemDesk, { t }: Speech): NonNullable<Task['state']> {
  if (isTrailWhole === undefined) return { kind: '', text: t('home.trailNotYet') };
  return isTrailWhole ? { kind: 'good', text: t('home.trailWhole') } : { kind: 'bad', text: t('home.trailIsBroken') };
}
