/** How long a certificate is valid: whole years by the calendar of WIB, the last day included. */
import { fromWib, isoDay } from '../../platform/format.ts';

/**
 * The last moment of the day on which a certificate that was issued then ends. 29 February ends on 28 February, unless
 * the year it ends in is a leap year too.
 */
export function endOfValidity(issuedAt: Date, years: number): Date {
  const [year = '', month, day] = isoDay(issuedAt).split('-');
  const endYear = String(Number(year) + years).padStart(4, '0');
  const sameDay = `${endYear}-${month}-${day}`;
  const isMissing = month === '02' && day === '29' && !isLeapYear(Number(endYear));
  const nextMinute = fromWib(isMissing ? `${endYear}-02-28` : sameDay, '23:59').getTime() + 60_000;
  return new Date(nextMinute - 1);
}

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
