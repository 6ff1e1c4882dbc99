/** What a learner's home shows. Pure. */
import type { WorkState } from '../assignments/index.ts';
import type { CompletionPart } from '../completion/index.ts';
import { termText, weekOf, weekStart } from '../lessons/index.ts';
import type { Task } from './card.page.ts';
import type { Speech } from './front.page.ts';
import { nextCard } from './learner-next.page.ts';
import { type DueItem, dueItems, portOf, ports, type SentItem, sentItems } from './learner.rules.ts';
import type { Learning } from './learner.service.ts';

const mostDue = 6;
const mostSent = 4;

export function learnerHome(learning: Learning, speech: Speech, now: Date) {
  const { cohort, curriculum, completion, inQuestion, meeting, decision } = learning;
  const { t, f } = speech;
  const week = weekOf(cohort.startsOn, curriculum.weeks, now);
  const due = dueItems(learning, cohort.startsOn, week);
  const path = `/kelas/${cohort.id}`;
  return {
    place: `${termText(cohort, curriculum.weeks, speech, now)} · ${cohort.name}`,
    port: ports.indexOf(portOf(completion !== undefined, inQuestion)),
    ports: ports.map((port) => t(`home.port.${port}`)),
    next: nextCard(learning, speech),
    isStudying: completion === undefined,
    due: due.slice(0, mostDue).map((item) => dueTask(item, path, speech, now)),
    moreDue: Math.max(0, due.length - mostDue),
    opensNext: nextOpening(learning, week, speech),
    sent: sentItems(learning)
      .slice(0, mostSent)
      .map((item) => sentTask(item, path, speech)),
    parts: decision.parts.map((part) => progressBar(part, speech)),
    meeting: meeting && {
      when: `${f.weekday(meeting.startsAt)}, ${f.time(meeting.startsAt)}`,
      place: meeting.place,
      topic: meeting.topic,
    },
    path,
  };
}

/** When the next module begins, for those who have done what there is. */
function nextOpening({ cohort, curriculum }: Learning, week: number, { t, f, lang }: Speech): string | undefined {
  const module = curriculum.modules.find((one) => one.week > week);
  if (!module) return undefined;
  return t('home.opensNext', { title: module.title[lang], date: f.date(weekStart(cohort.startsOn, module.week)) });
}

function dueTask(item: DueItem, path: string, { t, f, lang }: Speech, now: Date): Task {
  if (item.kind === 'quiz') {
    const { quiz, module, attemptsLeft } = item;
    return {
      title: quiz.title[lang],
      href: `${path}/kuis/${module.slug}`,
      state: { kind: 'now', text: t('home.work.open') },
      hint: t('home.quizFacts', { questions: quiz.draw, minutes: quiz.minutes, count: attemptsLeft }),
    };
  }
  const { assignment, state, due } = item;
  return {
    title: assignment.title[lang],
    href: `${path}/tugas/${assignment.id}`,
    ...(state === 'returned'
      ? { state: { kind: 'warn', text: t('home.work.returned') }, hint: t('home.returnedHint') }
      : dueOf(state, due, { t, f, lang }, now)),
  };
}

function dueOf(state: WorkState, due: Date, { t, f }: Speech, now: Date) {
  // The end of a week is the next day's first moment; people know it as the day before.
  const lastMoment = new Date(due.getTime() - 60_000);
  const values = { date: f.dateTime(lastMoment), days: f.days(lastMoment, now) };
  if (now >= due)
    return { state: { kind: 'warn', text: t('home.work.late') } as const, hint: t('home.wasDue', values) };
  const word = state === 'draft' ? t('home.work.draft') : t('home.work.notStarted');
  return { state: { kind: state === 'draft' ? 'now' : '', text: word } as const, hint: t('home.isDue', values) };
}

function sentTask({ assignment, state, sentAt, percent }: SentItem, path: string, { t, f, lang }: Speech): Task {
  const isAccepted = state === 'accepted';
  const mark = isAccepted && percent !== undefined ? `${t('home.mark', { mark: f.number(percent) })} · ` : '';
  return {
    title: assignment.title[lang],
    href: `${path}/tugas/${assignment.id}`,
    state: isAccepted
      ? { kind: 'good', text: t('home.work.accepted') }
      : { kind: 'now', text: t(state === 'marking' ? 'home.work.marking' : 'home.work.submitted') },
    hint: `${mark}${t('home.sentAt', { date: f.date(sentAt) })}`,
  };
}

const progressBar = ({ part, have, need }: CompletionPart, { t }: Speech) => ({
  value: Math.min(have, need),
  max: Math.max(1, need),
  text: t(`home.progress.${part}`, { have, need }),
});
