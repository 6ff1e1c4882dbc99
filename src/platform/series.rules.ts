/** Numbers that people read and type, such as UK-2026-0042: counted in a series, by the year in WIB. Pure. */
import { isoDay } from './format.ts';

/** The series of a prefix in the year of that moment, such as UK-2026. */
export const seriesOf = (prefix: string, at: Date): string => `${prefix}-${isoDay(at).slice(0, 4)}`;

/** The number at a position of the series, with at least as many digits. */
export const numberIn = (series: string, position: number, digits = 4): string =>
  `${series}-${String(position).padStart(digits, '0')}`;
