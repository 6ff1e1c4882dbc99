/** Dates, numbers and money as people in the programme write them. Times are in WIB (Asia/Jakarta) and say so. */
import type { Language } from './i18n.ts';

const timeZone = 'Asia/Jakarta';
const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

export type Formatter = ReturnType<typeof formatter>;
const formatters = new Map<Language, Formatter>();

/** Intl objects are slow to make, so there is one set a language. */
export function formatterFor(language: Language): Formatter {
  const known = formatters.get(language) ?? formatter(language);
  formatters.set(language, known);
  return known;
}

function formatter(language: Language) {
  const locale = locales[language];
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const longDay = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const rupiah = new Intl.NumberFormat(locale, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  return {
    /** 21 Nov 2026 */
    date: (date: Date) => day.format(date),
    /** 21 November 2026 */
    longDate: (date: Date) => longDay.format(date),
    /** Sabtu, 21 Nov 2026 */
    weekday: (date: Date) => `${weekday.format(date)}, ${day.format(date)}`,
    /** 16.00 WIB, in English 16:00 WIB */
    time: (date: Date) => `${clock.format(date)} WIB`,
    /** 21 Nov 2026, 16.00 WIB */
    dateTime: (date: Date) => `${day.format(date)}, ${clock.format(date)} WIB`,
    /** Sabtu, 21 Nov 2026, 23.59 WIB: by when something has to be done is never said without its hour. */
    deadline: (date: Date) => `${weekday.format(date)}, ${day.format(date)}, ${clock.format(date)} WIB`,
    /** dalam 3 hari, kemarin, besok: counted in whole days of the calendar in WIB */
    days: (date: Date, now: Date) => distance.format(calendarDay(date) - calendarDay(now), 'day'),
    number: (value: number) => number.format(value),
    rupiah: (value: number) => rupiah.format(value).replace(/\s/g, ''),
    /** 0.875 → 88% */
    percent: (share: number) => percent.format(share),
    /** 214 KB, 1,4 MB */
    bytes: (size: number) =>
      size < 1_000_000
        ? `${number.format(Math.ceil(size / 1000))} KB`
        : `${number.format(Math.round(size / 1e5) / 10)} MB`,
  };
}

const dayNumber = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** 2026-11-21: the calendar day in WIB, as date fields of a form and certificates carry it. */
export const isoDay = (date: Date): string => dayNumber.format(date);

const calendarDay = (date: Date) => Date.parse(isoDay(date)) / 86_400_000;

/** The instant at which a day typed as 2026-11-21 begins (or, with a time 09:30, that moment) in WIB. */
export const fromWib = (day: string, time = '00:00'): Date => new Date(`${day}T${time}:00+07:00`);
