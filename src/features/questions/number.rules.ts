/** Reads a number as people in Indonesia write it. Pure. */
import { plainLine } from '../../platform/text.rules.ts';

const currency = /^(?:rp\.?|idr|us\$|usd|s\$|sgd|rm|myr|eur|jpy|[$€¥£])\s*/i;
/** After the number: nothing, or a unit such as "kg", "%", "m2" or "buah per hari"; ½ and ² would make it another number. */
const parts = /^(?<sign>[+-]?)\s*(?<digits>\d(?:[\d.,\s]*\d)?)(?:,-)?(?<unit>(?!\s*\p{No})\D*[23]?)$/u;

/** Words that make the number before them larger; those of one line are as large as each other. */
const magnitudes = [
  /^(?:ribu|rb|thousand|k(?!\p{L}))/iu,
  /^(?:juta|jt|million)/i,
  /^(?:miliar|milyar|billion)/i,
  /^(?:triliun|trillion)/i,
];

/**
 * Dots group thousands and a comma begins the decimals: 64.500.000 and 4.031,25, also as Rp71.937.393 or 22,4 kg. A
 * decimal point is understood where it cannot group thousands: 22.4. Undefined for what is no number, and for one that
 * goes on in words, such as 64,5 juta, unless `unit`, in which the number is asked for, is as large: 20 juta where it is
 * "juta rupiah".
 */
export function readNumber(text: string, unit = ''): number | undefined {
  const written = parts.exec(plainLine(text).replace(currency, ''))?.groups;
  if (!written) return undefined;
  const { sign, digits = '', unit: after = '' } = written;
  const magnitude = magnitudeOf(after);
  if (magnitude >= 0 && magnitude !== magnitudeOf(unit)) return undefined;
  const size = readDigits(digits);
  if (size === undefined) return undefined;
  return sign === '-' ? -size : size;
}

/** -1 for none. */
function magnitudeOf(unit: string): number {
  const words = unit.replace(/^[^\p{L}]+/u, '');
  return magnitudes.findIndex((written) => written.test(words));
}

function readDigits(text: string): number | undefined {
  if (/^\d+(,\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  if (/^[1-9]\d{0,2}([. ])\d{3}(\1\d{3})*(,\d+)?$/.test(text)) {
    return Number(text.replace(/[. ]/g, '').replace(',', '.'));
  }
  if (/^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^\d+\.\d+$/.test(text) ? Number(text) : undefined;
}
