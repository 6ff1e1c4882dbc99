/** The desk of those who teach, mentor, or run a centre. Pure. */
import { isoDay } from '../../platform/format.ts';
import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { assignmentPaths } from '../assignments/index.ts';
import { attendancePaths } from '../attendance/index.ts';
import { completionPaths } from '../completion/index.ts';
import { termText } from '../lessons/index.ts';
import type { NextCard, Task } from './card.page.ts';
import type { ClassDesk, ClassStanding } from './class-desk.service.ts';
import { countState, type Desk } from './desk.page.ts';

export function classDesk({ classes, waitingWork }: ClassDesk, speech: Speech, now: Date): Desk {
  const { t, f } = speech;
  const next = nextInClass(classes, waitingWork, speech, now);
  const marking: Task[] =
    waitingWork === undefined
      ? []
      : [
          {
            title: t('home.toMark'),
            href: assignmentPaths.queue(),
            state: countState(waitingWork, f.number(waitingWork)),
            hint: waitingWork > 0 ? t('home.toMarkHint') : t('home.nothingWaits'),
          },
        ];
  return {
    title: t('home.desk.class'),
    ...(next ? { next } : {}),
    tasks: [...marking, ...classes.flatMap((one) => classTasks(one, speech, now))],
    empty: t('home.deskEmpty.class'),
  };
}

/** Taking today's attendance comes before marking, because the class is waiting. */
function nextInClass(
  classes: readonly ClassStanding[],
  waitingWork: number | undefined,
  { t, f }: Speech,
  now: Date,
): NextCard | undefined {
  const today = classes.find(
    ({ meeting, mayRecord }) => mayRecord && meeting && isoDay(meeting.startsAt) === isoDay(now),
  );
  if (today?.meeting) {
    const { startsAt, topic, place } = today.meeting;
    return {
      eyebrow: t('home.meetingToday', { time: f.time(startsAt), cohort: today.cohort.name }),
      title: topic,
      hint: place,
      link: { href: attendancePaths.list(today.cohort.id), text: t('home.takeAttendance') },
    };
  }
  if (!waitingWork) return behindCard(classes, t);
  return {
    title: t('home.worksWait', { count: waitingWork }),
    hint: t('home.worksWaitHint'),
    link: { href: assignmentPaths.queue(), text: t('home.startMarking') },
  };
}

/** Somebody who is behind waits for a word, even where nothing else does. */
function behindCard(classes: readonly ClassStanding[], t: Speech['t']): NextCard | undefined {
  const first = classes.find(({ behind }) => behind > 0);
  if (!first) return undefined;
  const { cohort, behind } = first;
  return {
    eyebrow: cohort.name,
    title: t('home.behindWait', { count: behind }),
    hint: t('home.behindHint'),
    link: { href: withQuery(completionPaths.roster(cohort.id), { saring: 'behind' }), text: t('home.seeBehind') },
  };
}

function learnersState({ learners, behind }: ClassStanding, t: Speech['t']): NonNullable<Task['state']> {
  if (learners === 0) return { kind: '', text: t('home.noLearners') };
  return behind > 0
    ? { kind: 'warn', text: t('home.behind', { count: behind }) }
    : { kind: 'good', text: t('home.nobodyBehind') };
}

function classTasks(standing: ClassStanding, { t, f }: Speech, now: Date): Task[] {
  const { cohort, weeks, learners, meeting, mayHelpIn } = standing;
  const place = termText(cohort, weeks, { t, f }, now);
  const count = t('home.learnersHint', { place, count: learners });
  return [
    {
      title: t('home.learnersOf', { cohort: cohort.name }),
      href: completionPaths.roster(cohort.id),
      state: learnersState(standing, t),
      hint: mayHelpIn ? `${count}. ${t('home.helpInHint')}` : count,
    },
    {
      title: t('home.sessionsOf', { cohort: cohort.name }),
      href: attendancePaths.list(cohort.id),
      hint: meeting
        ? t('home.sessionNext', {
            when: f.weekday(meeting.startsAt),
            time: f.time(meeting.startsAt),
            topic: meeting.topic,
          })
        : t('home.meetingEmpty'),
    },
  ];
}
