/** The registration number of an assessor and the state of the licence. Pure. */
import { isoDay } from '../../platform/format.ts';
import { plainLine } from '../../platform/text.rules.ts';

const printed = /^MET[. ]000[. ](\d{5,6})[ .](\d{4})$/;

/**
 * A registration number as it is stored, `MET.000.001668 2012`, from how it is typed: any case, a space or a dot before
 * the year, a serial of five or six digits. Undefined when it is none (shape: domain.md 2.8).
 */
export function readRegistration(typed: string): string | undefined {
  const [, serial, year] = printed.exec(plainLine(typed).toUpperCase()) ?? [];
  return serial && year ? `MET.000.${serial.padStart(6, '0')} ${year}` : undefined;
}

export type Licence = Readonly<{ from: Date; until: Date }>;

/** Both the first and the last day count, as calendar days in WIB. */
export const isLicensedOn = ({ from, until }: Licence, day: Date): boolean =>
  isoDay(from) <= isoDay(day) && isoDay(day) <= isoDay(until);

export type LicenceState = 'not-yet' | 'valid' | 'near-expiry' | 'expired';

/** Renewing takes weeks, so the register warns this many days before. */
export const expiryWarningDays = 90;

export function licenceState(licence: Licence, now: Date): LicenceState {
  if (isoDay(now) < isoDay(licence.from)) return 'not-yet';
  if (!isLicensedOn(licence, now)) return 'expired';
  const warnedUntil = new Date(now.getTime() + expiryWarningDays * 86_400_000);
  return isLicensedOn(licence, warnedUntil) ? 'valid' : 'near-expiry';
}
