/** What the home of a learner shows of each class: what is to be done, what came back, how far it is. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { storedIn, submissionStates, type WorkState, assignmentPaths } from '../assignments/index.ts';
import { type CompletionPart, isOwnPart, percentDone, shareDone } from '../completion/index.ts';
import { isOver } from '../lessons/index.ts';
import { quizPaths } from '../quizzes/index.ts';
import type { Task } from './card.page.ts';
import { type DueItem, dueItems, ranOutLately, type RanOut, type SentItem, sentItems } from './learner.rules.ts';
import { quizTask } from './quiz-task.page.ts';
import { type Study, todayIn } from './study-state.rules.ts';

const mostDue = 6;
const mostSent = 4;

/** `isOnlyOne`: with several classes each heading names its own. */
export function classSection(study: Study, isOnlyOne: boolean, speech: Speech, now: Date) {
  const { cohort, ahead, decision } = study;
  const { t, f } = speech;
  const due = isOver(cohort, now) ? [] : dueItems(study, cohort.startsOn, todayIn(study, now));
  const attendance = decision.parts.find((part) => !isOwnPart(part));
  return {
    cohortId: cohort.id,
    dueTitle: isOnlyOne ? t('home.due') : t('home.dueIn', { cohort: cohort.name }),
    due: due.slice(0, mostDue).map((item) => dueTask(item, cohort.id, speech, now)),
    moreDue: Math.max(0, due.length - mostDue),
    isOver: isOver(cohort, now),
    sent: sentItems(study)
      .slice(0, mostSent)
      .map((item) => sentTask(item, cohort.id, speech)),
    progressTitle: isOnlyOne ? t('home.progress') : t('home.progressIn', { cohort: cohort.name }),
    done: t('home.doneShare', { percent: percentDone(shareDone(decision.parts)) }),
    parts: decision.parts.filter(isOwnPart).map((part) => progressBar(part, speech)),
    attendance: attendance && t('home.toAttendance', { have: attendance.have, need: attendance.need }),
    meeting: ahead.next && {
      when: `${f.weekday(ahead.next.startsAt)}, ${f.time(ahead.next.startsAt)}`,
      place: ahead.next.place,
      topic: ahead.next.topic,
    },
  };
}

/** What happened without the learner: quizzes that their clock ended, with what was saved. */
export const newsOf = (study: Study, speech: Speech, now: Date) =>
  ranOutLately(study, now)
    .slice(0, 2)
    .map((one) => ranOutNews(one, speech));

function ranOutNews({ module, attempt, at, percent, stance }: RanOut, { t, f, lang }: Speech) {
  return {
    title: t('home.ranOut', { title: module.quiz.title[lang], time: f.dateTime(at) }),
    text: [t('home.ranOutHint', { percent: f.number(percent) }), thenText(stance, { t, f })].join(' '),
    link: { href: quizPaths.result(attempt), text: t('home.seeResult') },
  };
}

function thenText(stance: RanOut['stance'], { t, f }: Pick<Speech, 't' | 'f'>): string {
  if (stance.is === 'ready') return t('home.ranOutAgain', { count: stance.left });
  return stance.is === 'cooling' ? t('home.ranOutWait', { time: f.time(stance.until) }) : t('home.ranOutNone');
}

function dueTask(item: DueItem, cohort: string, speech: Speech, now: Date): Task {
  if (item.kind === 'quiz') return quizTask(item, cohort, speech);
  const { t, lang } = speech;
  const { assignment, state, due } = item;
  return {
    title: assignment.title[lang],
    href: assignmentPaths.one(cohort, assignment.id),
    ...(submissionStates.is('returned', storedIn(state))
      ? { state: { kind: 'warn', text: t('home.work.returned') }, hint: t('home.returnedHint') }
      : dueOf(state, due, speech, now)),
  };
}

function dueOf(state: WorkState, due: Date, { t, f }: Speech, now: Date) {
  // The end of a week is the next day's first moment; people know it as the day before.
  const lastMoment = new Date(due.getTime() - 60_000);
  const values = { date: f.dateTime(lastMoment), days: f.days(lastMoment, now) };
  if (now >= due)
    return { state: { kind: 'warn', text: t('home.work.late') } as const, hint: t('home.wasDue', values) };
  const isDraft = submissionStates.is('draft', storedIn(state));
  const word = isDraft ? t('home.work.draft') : t('home.work.notStarted');
  return { state: { kind: isDraft ? 'now' : '', text: word } as const, hint: t('home.isDue', values) };
}

function sentTask({ assignment, state, sentAt, percent }: SentItem, cohort: string, { t, f, lang }: Speech): Task {
  const isAccepted = submissionStates.is('accepted', storedIn(state));
  const mark = isAccepted && percent !== undefined ? `${t('home.mark', { mark: f.number(percent) })} · ` : '';
  return {
    title: assignment.title[lang],
    href: assignmentPaths.one(cohort, assignment.id),
    state: isAccepted
      ? { kind: 'good', text: t('home.work.accepted') }
      : { kind: 'now', text: t(state === 'marking' ? 'home.work.marking' : 'home.work.submitted') },
    hint: `${mark}${t('home.sentAt', { date: f.date(sentAt) })}`,
  };
}

const progressBar = ({ part, have, need }: CompletionPart, { t }: Speech) => ({
  value: Math.min(have, need),
  max: Math.max(1, need),
  text: t(`home.progress.${part as 'lessons' | 'quizzes' | 'assignments'}`, { have, need }),
});
