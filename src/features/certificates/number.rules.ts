/** Numbers of certificates: LYR-2026-0001, counted by the year of issue in WIB. */
import { numberIn, seriesOf } from '../../platform/series.rules.ts';
import { plainLine } from '../../platform/text.rules.ts';

const prefix = 'LYR';

/** The series that certificates issued then are numbered in, such as LYR-2026. */
export const certificateSeries = (issuedAt: Date): string => seriesOf(prefix, issuedAt);

/** The number in a typed text, with any spaces and dashes: lyr 2026 12 is LYR-2026-0012. Undefined when there is none. */
export function readNumber(typed: string): string | undefined {
  const found = /(?<![A-Z0-9])LYR[\s./-]*(\d{4})[\s./-]+(\d{1,7})(?!\d)/.exec(plainLine(typed).toUpperCase());
  return found ? numberIn(`${prefix}-${found[1]}`, Number(found[2])) : undefined;
}

/** What a number begins with that is being typed, such as LYR-20; undefined for what begins none. */
export function beginningOfNumber(typed: string): string | undefined {
  const found = /^LYR(?![A-Z])[\s./-]*(\d*)[\s./-]*(\d*)$/.exec(plainLine(typed).toUpperCase());
  return found ? [prefix, found[1], found[2]].filter(Boolean).join('-') : undefined;
}

/** The numbers that a file mentions outside its compressed parts, each once, at most five. */
export function findNumbers(file: Buffer): string[] {
  // Text of two bytes a character becomes readable without its zeros.
  const text = file.toString('latin1').replaceAll('\0', '');
  return [...new Set(text.match(/LYR-\d{4}-\d{4,7}/g))].slice(0, 5);
}
