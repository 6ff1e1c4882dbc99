/** How far a class has come in its weeks, in words. Pure. */
import type { Formatter } from '../../platform/format.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Cohort } from '../programmes/index.ts';
import { hasEnded, weekOf } from './week.rules.ts';

/** When it starts, in which of its `weeks` it is, or since when it is over. */
export function termText(
  { startsOn, endsOn }: Pick<Cohort, 'startsOn' | 'endsOn'>,
  weeks: number,
  { t, f }: { t: Translate; f: Formatter },
  now: Date,
): string {
  const week = weekOf(startsOn, weeks, now);
  if (week === 0) return t('lessons.startsOn', { date: f.weekday(startsOn) });
  if (hasEnded(endsOn, now)) return t('lessons.endedOn', { date: f.date(endsOn) });
  return t('lessons.weekOf', { week, weeks });
}
