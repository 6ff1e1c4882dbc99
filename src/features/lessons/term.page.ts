/** How far a class has come in its weeks, in words. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { closesAt, isOver, type Term } from './opening.rules.ts';
import { weekOf } from './week.rules.ts';

/** When it starts, in which of its `weeks` it is, or since when it is over. */
export function termText(term: Term, weeks: number, { t, f }: Pick<Speech, 't' | 'f'>, now: Date): string {
  // The last moment of the last day belongs to it.
  if (isOver(term, now)) return t('lessons.endedOn', { date: f.date(new Date(closesAt(term).getTime() - 1)) });
  const week = weekOf(term.startsOn, weeks, now);
  if (week === 0) return t('lessons.startsOn', { date: f.weekday(term.startsOn) });
  return t('lessons.weekOf', { week, weeks });
}
