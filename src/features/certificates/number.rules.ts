/** Numbers of certificates: LYR-2026-0001, counted by the year of issue in WIB. */
import { isoDay } from '../../platform/format.ts';

const prefix = 'LYR';

/** The series that certificates issued then are numbered in, such as LYR-2026. */
export const seriesOf = (issuedAt: Date): string => `${prefix}-${isoDay(issuedAt).slice(0, 4)}`;

export const numberIn = (series: string, position: number): string => `${series}-${String(position).padStart(4, '0')}`;

/** The numbers that a file mentions outside its compressed parts, each once, at most five. */
export function findNumbers(file: Buffer): string[] {
  // Text of two bytes a character becomes readable without its zeros.
  const text = file.toString('latin1').replaceAll('\0', '');
  return [...new Set(text.match(/LYR-\d{4}-\d{4,7}/g))].slice(0, 5);
}
