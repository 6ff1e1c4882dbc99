/**
 * The numbers by which the state knows a person (NIK) and a business (NIB). Pure. A NIK may disagree with the true date
 * of birth and still be valid, so what it says about a person warns the verifier and refuses nobody.
 */
import type { StringKey } from '../../platform/i18n.ts';
import { plainLine } from '../../platform/text.rules.ts';
import { type Reading, read, unreadable } from './contact.rules.ts';

/** What else is known of the person: the date of birth as 1990-05-21. */
export type KnownPerson = Readonly<{ birthDate?: string | undefined }>;
export type NikFindings = Readonly<{ nik: string; warnings: readonly StringKey[] }>;

const withoutSpacing = (text: string) => plainLine(text).replaceAll(/[\s./-]/g, '');

/** A woman's day of birth stands in her NIK with 40 added. */
const femaleOffset = 40;

/**
 * Sixteen digits PPKKCC DDMMYY NNNN: the region of first registration, the date of birth and a serial number. Refused are
 * a wrong length, and a day, month or serial that no NIK has.
 */
export function checkNik(text: string, { birthDate }: KnownPerson = {}): Reading<NikFindings> {
  const nik = withoutSpacing(text);
  if (!/^\d+$/.test(nik)) return unreadable('accounts.nikExpected');
  if (nik.length !== 16) return unreadable('accounts.nikLength', { count: nik.length });
  const { day, month, serial } = partsOf(nik);
  const dayOfMonth = day > femaleOffset ? day - femaleOffset : day;
  const isPossible = dayOfMonth >= 1 && dayOfMonth <= 31 && month >= 1 && month <= 12 && serial !== '0000';
  if (!isPossible) return unreadable('accounts.nikImpossible');
  const differs = birthDate !== undefined && birthDayIn(nik) !== birthDate.slice(2).replaceAll('-', '');
  return read({ nik, warnings: differs ? ['accounts.nikBirthDateDiffers'] : [] });
}

const partsOf = (nik: string) => ({
  day: Number(nik.slice(6, 8)),
  month: Number(nik.slice(8, 10)),
  serial: nik.slice(12),
});

/** The date of birth in a NIK as YYMMDD; the century is not in it. */
function birthDayIn(nik: string): string {
  const { day } = partsOf(nik);
  const dayOfMonth = day > femaleOffset ? day - femaleOffset : day;
  return nik.slice(10, 12) + nik.slice(8, 10) + String(dayOfMonth).padStart(2, '0');
}

/** 3671045505900001 → 3671********0001 */
export const maskNik = (nik: string): string => `${nik.slice(0, 4)}********${nik.slice(-4)}`;

/** Thirteen digits without a public check digit: whether it is in force, a person looks up at OSS. */
export function checkNib(text: string): Reading {
  const nib = withoutSpacing(text);
  if (!/^\d+$/.test(nib)) return unreadable('accounts.nibExpected');
  return nib.length === 13 ? read(nib) : unreadable('accounts.nibLength', { count: nib.length });
}

/** 9120001145220 → 9120*****5220 */
export const maskNib = (nib: string): string => `${nib.slice(0, 4)}*****${nib.slice(-4)}`;
